package io.xisuan.operator.act;

/**
 * Something of the job's namespace that a worker sees as files.
 *
 * @param name unique within the pod; begins with no {@code xisuan-} unless it is ours
 * @param mountPath where its files are, absolute
 * @param subPath the part of the source that is mounted, relative; empty for all of it
 */
public record PodVolume(String name, String mountPath, boolean readOnly, String subPath, Source source) {
    /** Where the files come from: by name, always from the namespace of the job. */
    public sealed interface Source {
        /** A PersistentVolumeClaim. */
        record Claim(String name) implements Source {}

        /** A Secret: one file a key. */
        record SecretKeys(String name) implements Source {}

        /** A ConfigMap: one file a key. */
        record ConfigMapKeys(String name) implements Source {}
    }

    public PodVolume {
        if (name.isBlank() || !mountPath.startsWith("/") || subPath.startsWith("/")) {
            throw new IllegalArgumentException(
                    "Volume '%s' cannot mount '%s' at '%s'".formatted(name, subPath, mountPath));
        }
    }
}
