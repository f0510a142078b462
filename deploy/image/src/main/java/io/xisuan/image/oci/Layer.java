package io.xisuan.image.oci;

import java.nio.file.Path;

/**
 * One layer of an image, written.
 *
 * @param title what is in it, for the image's history
 * @param file the compressed archive
 * @param digest the digest of the compressed archive: the name of the blob
 * @param content the digest of the archive before compression (its diff ID): the same wherever it was compressed
 * @param size bytes compressed
 * @param unpacked bytes of its files
 */
public record Layer(String title, Path file, Digest digest, Digest content, long size, long unpacked) {
    public Layer {
        if (size <= 0 || unpacked < 0) {
            throw new IllegalArgumentException("layer %s: %d bytes, %d unpacked".formatted(title, size, unpacked));
        }
    }
}
