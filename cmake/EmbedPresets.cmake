# Writes OUTPUT from TEMPLATE with every preset, or theme, of FOLDER as a row of a table.
file(GLOB presets ${FOLDER}/*.json)
list(SORT presets)
set(PRESET_ROWS "")
foreach(preset ${presets})
  get_filename_component(name ${preset} NAME_WE)
  file(READ ${preset} text)
  string(APPEND PRESET_ROWS "    {\"${name}\", R\"preset(${text})preset\"},\n")
endforeach()
file(READ ${TEMPLATE} template)
string(CONFIGURE "${template}" source @ONLY)
# Written even where it is the same, so that it is newer than the presets.
file(WRITE ${OUTPUT} "${source}")
