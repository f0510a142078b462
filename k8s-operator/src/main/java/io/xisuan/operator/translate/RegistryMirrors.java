package io.xisuan.operator.translate;

import io.xisuan.operator.api.v1alpha1.RegistryMirror;
import java.util.Comparator;
import java.util.List;

/**
 * Where a site gets an image from: the mirror of the longest prefix that the image's full name begins with, part by part.
 *
 * <p>A name's full form is the one that container runtimes give it: {@code python:3.12} is {@code docker.io/library/python:3.12}
 * (distribution reference grammar: the first part is a registry when it has a dot or a colon or is {@code localhost}).
 */
final class RegistryMirrors {
    private static final String DEFAULT_REGISTRY = "docker.io";
    private static final String DEFAULT_FOLDER = "library";

    private RegistryMirrors() {}

    /** Returns the image's name at the site; the tag and the digest stay as they are. */
    static String at(List<RegistryMirror> mirrors, String image) {
        String full = full(image);
        return mirrors.stream()
                .filter(mirror -> full.startsWith(bare(mirror.from()) + "/"))
                .max(Comparator.comparingInt(mirror -> bare(mirror.from()).length()))
                .map(mirror ->
                        bare(mirror.to()) + full.substring(bare(mirror.from()).length()))
                .orElse(image);
    }

    private static String full(String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        boolean registry = first.contains(".") || first.contains(":") || first.equals("localhost");
        if (registry) {
            return image;
        }
        return DEFAULT_REGISTRY + "/" + (slash < 0 ? DEFAULT_FOLDER + "/" : "") + image;
    }

    private static String bare(String registry) {
        return registry.endsWith("/") ? registry.substring(0, registry.length() - 1) : registry;
    }
}
