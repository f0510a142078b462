package io.xisuan.image.debian;

import io.xisuan.model.InputException;
import java.util.regex.Pattern;

/**
 * One Debian package as it is pinned: what it is, where it lies on a mirror, and the digest that decides.
 *
 * @param role what it is for
 * @param architecture the image that it is for; packages of all architectures are pinned once for each
 * @param name the name of the package
 * @param version its version in Debian
 * @param source the source package with its version, {@code glibc=2.41-12}: where its source is found
 * @param path the path below the root of a mirror, {@code debian/pool/...} or {@code debian-security/pool/...}
 * @param size bytes
 * @param sha256 the digest of the file, in hexadecimal digits
 */
public record LockedPackage(
        Role role,
        Architecture architecture,
        String name,
        String version,
        String source,
        String path,
        long size,
        String sha256) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]+");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern PATH = Pattern.compile("debian(-security)?/pool/[A-Za-z0-9+._~%/-]+\\.deb");

    /** What a package is for. */
    public enum Role {
        /** Its files are in the image. */
        IMAGE,
        /** It is used on the building machine: the JDK that links the runtime, and what this needs to run. */
        TOOL
    }

    public LockedPackage {
        require(NAME.matcher(name).matches(), name, "no name of a Debian package");
        require(!version.isBlank(), name, "it has no version");
        require(source.indexOf('=') > 0, name, "its source is written NAME=VERSION");
        require(
                PATH.matcher(path).matches() && !path.contains(".."),
                name,
                "no path of a package on a mirror: " + path);
        require(size > 0, name, "it has no size");
        require(DIGEST.matcher(sha256).matches(), name, "no SHA-256 digest: " + sha256);
    }

    private static void require(boolean holds, String name, String problem) {
        if (!holds) {
            throw InputException.of("package %s: %s".formatted(name, problem));
        }
    }
}
