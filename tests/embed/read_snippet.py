"""Reads a snippet from standard input as its host would, and says in JSON what it shows.

usage: read_snippet.py markdown|html|mkdocs|rst

{"pictures": [{"src", "alt", "width", "height", "class", "only", "sources": [[media, srcset], ...]}], "text": "..."}
"""
import html.parser
import json
import sys

import docutils.core
import docutils.nodes
import docutils.parsers.rst
import markdown


class Reader(html.parser.HTMLParser):
    """Collects pictures and text, and insists that what is opened is closed."""

    def __init__(self):
        super().__init__()
        self.pictures, self.sources, self.text, self.open = [], [], [], []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "source":
            self.sources.append([values["media"], values["srcset"]])
        elif tag == "img":
            picture = {key: values.get(key) for key in ("src", "alt", "width", "height", "class")}
            self.pictures.append(picture | {"sources": self.sources})
            self.sources = []
        elif tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in ("br", "img", "source"):
            return
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.text.append(data)


def read_html(text):
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert not reader.open, reader.open
    return {"pictures": reader.pictures, "text": " ".join("".join(reader.text).split())}


class Only(docutils.parsers.rst.Directive):
    """What Sphinx has: content for some builders."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True

    def run(self):
        node = docutils.nodes.container(only=self.arguments[0])
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def only_of(node):
    while node is not None:
        if "only" in getattr(node, "attributes", {}):
            return node["only"]
        node = node.parent
    return None


def read_rst(text):
    docutils.parsers.rst.directives.register_directive("only", Only)
    settings = {"halt_level": 1, "report_level": 1, "file_insertion_enabled": False}
    document = docutils.core.publish_doctree(text, settings_overrides=settings)
    pictures = []
    for image in document.findall(docutils.nodes.image):
        classes = image["classes"] + (image.parent["classes"] if image.parent.tagname == "figure" else [])
        pictures.append({"src": image["uri"], "alt": image["alt"], "width": image.get("width"), "height": None,
                         "class": " ".join(classes) or None, "only": only_of(image), "sources": []})
    columns = sorted({len(row.children) for row in document.findall(docutils.nodes.row)})
    return {"pictures": pictures, "text": " ".join(document.astext().split()), "columns": columns}


def read(host, text):
    if host == "rst":
        return read_rst(text)
    if host == "markdown":
        return read_html(markdown.markdown(text))
    if host == "mkdocs":
        return read_html(markdown.markdown(text, extensions=["attr_list", "md_in_html"]))
    return read_html(text)


if __name__ == "__main__":
    print(json.dumps(read(sys.argv[1], sys.stdin.read())))
