#pragma once

#include "config/models/layer_arguments.hpp"
#include "convarith/model.hpp"

namespace convarith {

// Each of these reads the arguments of a kind of layer, and adds problems to them that make the layer impossible.

// Fully connected layers.
LayerAction read_linear(LayerArguments& arguments);
LayerAction read_dense(LayerArguments& arguments);

// Layers that give a map another form.
LayerAction read_flatten(LayerArguments& arguments);
LayerAction read_unflatten(LayerArguments& arguments);
LayerAction read_pixel_shuffle(LayerArguments& arguments);
LayerAction read_pixel_unshuffle(LayerArguments& arguments);
LayerAction read_keras_reshape(LayerArguments& arguments);
LayerAction read_keras_permute(LayerArguments& arguments);

// Layers that give a map another size.
LayerAction read_upsample(LayerArguments& arguments);
LayerAction read_keras_upsampling(LayerArguments& arguments);
LayerAction read_resizing(LayerArguments& arguments);
LayerAction read_torch_pad(LayerArguments& arguments);
LayerAction read_keras_pad(LayerArguments& arguments);
LayerAction read_cropping(LayerArguments& arguments);

// Layers with windows that the pictures of a single layer don't know.
LayerAction read_unfold(LayerArguments& arguments);
LayerAction read_lp_pool(LayerArguments& arguments);

// Layers that keep a shape and have weights.
LayerAction read_batch_norm(LayerArguments& arguments);
LayerAction read_instance_norm(LayerArguments& arguments);
LayerAction read_layer_norm(LayerArguments& arguments);
LayerAction read_prelu(LayerArguments& arguments);
LayerAction read_keras_batch_norm(LayerArguments& arguments);
LayerAction read_keras_norm(LayerArguments& arguments);

// Layers that join several tensors.
LayerAction read_sum(LayerArguments& arguments);
LayerAction read_product(LayerArguments& arguments);
LayerAction read_concatenate(LayerArguments& arguments);

}  // namespace convarith
