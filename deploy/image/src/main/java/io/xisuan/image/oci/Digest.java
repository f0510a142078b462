package io.xisuan.image.oci;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest: the name of a blob, a layer or an image.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final String ALGORITHM = "sha256:";

    public Digest {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("no SHA-256 digest: " + hex);
        }
    }

    /** Returns the digest of a file. */
    public static Digest of(Path file) throws IOException {
        MessageDigest sha = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return of(sha);
    }

    /** Returns the digest of bytes. */
    public static Digest of(byte[] bytes) {
        MessageDigest sha = sha256();
        sha.update(bytes);
        return of(sha);
    }

    /** Reads {@code sha256:...}, as manifests write it. */
    public static Digest parse(String text) {
        if (!text.startsWith(ALGORITHM)) {
            throw new IllegalArgumentException("no SHA-256 digest: " + text);
        }
        return new Digest(text.substring(ALGORITHM.length()));
    }

    static Digest of(MessageDigest sha) {
        return new Digest(HexFormat.of().formatHex(sha.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns {@code sha256:...}. */
    @Override
    public String toString() {
        return ALGORITHM + hex;
    }
}
