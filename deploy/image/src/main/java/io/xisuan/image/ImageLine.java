package io.xisuan.image;

/**
 * An image that was built, as the command prints it.
 *
 * @param image name and tag
 * @param architecture as images name it
 * @param compressedBytes of all layers as a registry keeps them
 * @param unpackedBytes of all files
 * @param classData whether it starts by an archive of class data
 * @param id the digest of the configuration, the image's id to an engine
 * @param manifest the digest of the manifest, its name in a registry
 * @param file the archive
 */
record ImageLine(
        String image,
        String architecture,
        long compressedBytes,
        long unpackedBytes,
        boolean classData,
        String id,
        String manifest,
        String file) {

    static ImageLine of(BuiltImage built) {
        return new ImageLine(
                built.description().reference(),
                built.description().architecture().debian(),
                built.compressed(),
                built.unpacked(),
                built.classData(),
                built.identity().config().toString(),
                built.identity().manifest().toString(),
                built.archive().toString());
    }
}
