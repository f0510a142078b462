package io.xisuan.billing.claim.evidence;

import io.xisuan.billing.canonical.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** One file of evidence: where it lies in the archive, what it proves, and its bytes. */
public final class EvidenceFile {
    private static final int LONGEST = 200;

    private final String path;
    private final ProofKind kind;
    private final byte[] bytes;

    /**
     * @param path as {@code invoices/ZW-2026-000001.json}: small parts, no dots that lead out
     * @throws IllegalArgumentException when the path could lie outside of an archive
     */
    public EvidenceFile(String path, ProofKind kind, byte[] bytes) {
        requirePath(path);
        this.path = path;
        this.kind = kind;
        this.bytes = bytes.clone();
    }

    public String path() {
        return path;
    }

    public ProofKind kind() {
        return kind;
    }

    /**
     * Refuses a path that could lie outside of the folder into which an archive is unpacked.
     *
     * @throws IllegalArgumentException when the path is absolute, has empty parts, or dots as a part
     */
    static void requirePath(String path) {
        boolean bad = path.isBlank()
                || path.length() > LONGEST
                || path.startsWith("/")
                || path.contains("\\")
                || path.contains(":")
                || path.chars().anyMatch(Character::isISOControl)
                || Arrays.stream(path.split("/", -1)).anyMatch(part -> part.isBlank() || part.matches("\\.+"));
        if (bad) {
            throw new IllegalArgumentException("\"%s\" is no path of a file in an archive".formatted(path));
        }
    }

    /** Returns a file of text. */
    public static EvidenceFile text(String path, ProofKind kind, String text) {
        return new EvidenceFile(path, kind, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a copy of its content. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the digest of its bytes, SHA-256 in hex. */
    public String sha256() {
        return Sha256.hex(bytes);
    }

    /** Returns the text by which a claim's root covers it. */
    public String leaf() {
        return path + "\t" + kind + "\t" + sha256();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EvidenceFile file
                && path.equals(file.path)
                && kind == file.kind
                && Arrays.equals(bytes, file.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, kind, Arrays.hashCode(bytes));
    }

    @Override
    public String toString() {
        return "%s (%s, %d bytes)".formatted(path, kind, bytes.length);
    }
}
