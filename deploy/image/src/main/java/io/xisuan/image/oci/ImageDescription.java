package io.xisuan.image.oci;

import io.xisuan.image.debian.Architecture;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an image says of itself and how it is started.
 *
 * @param architecture which processors run it
 * @param repository the name without registry and tag, {@code xisuan/xisuan}
 * @param tag the version
 * @param created when: the time of the pins, since a build has no time of its own
 * @param user numeric, so that Kubernetes can see that it is not root
 * @param entrypoint the program
 * @param environment what it finds in its environment
 * @param labels annotations by {@code org.opencontainers.image}
 */
public record ImageDescription(
        Architecture architecture,
        String repository,
        String tag,
        Instant created,
        int user,
        List<String> entrypoint,
        SortedMap<String, String> environment,
        SortedMap<String, String> labels) {

    public ImageDescription {
        if (user <= 0) {
            throw new IllegalArgumentException("an image that runs as root: user " + user);
        }
        entrypoint = List.copyOf(entrypoint);
        environment = new TreeMap<>(environment);
        labels = new TreeMap<>(labels);
    }

    /** Returns {@code repository:tag}. */
    public String reference() {
        return repository + ":" + tag;
    }

    /** Returns the reference as container runtimes write it in full, registry included. */
    public String wholeReference() {
        return whole(reference());
    }

    /** Returns a reference in full: without a registry it is one of docker.io, without a folder one of {@code library}. */
    static String whole(String reference) {
        int slash = reference.indexOf('/');
        if (slash < 0) {
            return "docker.io/library/" + reference;
        }
        String first = reference.substring(0, slash);
        boolean registry = first.contains(".") || first.contains(":") || first.equals("localhost");
        return registry ? reference : "docker.io/" + reference;
    }
}
