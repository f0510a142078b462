package io.xisuan.operator.act;

import java.util.Comparator;

/** Something in a namespace that a job names and that we do not make. */
public record NamedObject(Kind kind, String namespace, String name) implements Comparable<NamedObject> {
    private static final Comparator<NamedObject> ORDER = Comparator.comparing(NamedObject::kind)
            .thenComparing(NamedObject::namespace)
            .thenComparing(NamedObject::name);

    /** What a job may name. */
    public enum Kind {
        CLAIM("PersistentVolumeClaim", "persistentvolumeclaims"),
        SECRET("Secret", "secrets"),
        CONFIG_MAP("ConfigMap", "configmaps");

        private final String word;
        private final String plural;

        Kind(String word, String plural) {
            this.word = word;
            this.plural = plural;
        }

        /** Returns the kind as Kubernetes writes it. */
        public String word() {
            return word;
        }

        String plural() {
            return plural;
        }
    }

    @Override
    public int compareTo(NamedObject other) {
        return ORDER.compare(this, other);
    }

    /** Returns {@code Secret token}, for people who know the namespace. */
    @Override
    public String toString() {
        return kind.word() + " " + name;
    }
}
