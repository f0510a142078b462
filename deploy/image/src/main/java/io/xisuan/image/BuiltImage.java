package io.xisuan.image;

import io.xisuan.image.oci.ImageArchive;
import io.xisuan.image.oci.ImageDescription;
import io.xisuan.image.oci.Layer;
import java.nio.file.Path;
import java.util.List;

/**
 * An image that was built.
 *
 * @param description what it says of itself
 * @param archive the file that engines load
 * @param identity its digests
 * @param layers from the bottom up
 * @param classData whether it has an archive of class data, so that it starts fast
 * @param bill its bill of materials, as JSON
 */
record BuiltImage(
        ImageDescription description,
        Path archive,
        ImageArchive.Identity identity,
        List<Layer> layers,
        boolean classData,
        String bill) {

    BuiltImage {
        layers = List.copyOf(layers);
    }

    /** Returns the bytes of all layers as a registry keeps and a node pulls them. */
    long compressed() {
        return layers.stream().mapToLong(Layer::size).sum();
    }

    /** Returns the bytes of all files as a node stores them. */
    long unpacked() {
        return layers.stream().mapToLong(Layer::unpacked).sum();
    }
}
