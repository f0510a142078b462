package io.xisuan.image.inventory;

import java.util.List;

/**
 * A thing that others made and an image carries.
 *
 * @param purl what it is, with its version, as a package URL; its identity in the bill of materials
 * @param name the name for people
 * @param version its version
 * @param licences the licences that it declares, by SPDX or by name; several are a choice or a sum, which only its text says
 * @param source where its source is found
 * @param sha256 the digest of the file that it came as; empty where it came as part of another
 */
public record Component(String purl, String name, String version, List<String> licences, String source, String sha256) {

    public Component {
        if (!purl.startsWith("pkg:") || name.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException("no component: %s %s (%s)".formatted(name, version, purl));
        }
        licences = List.copyOf(licences);
    }

    /** Returns the package URL without version and qualifiers: what a licence is granted for. */
    public String subject() {
        int version = purl.indexOf('@');
        return version < 0 ? purl : purl.substring(0, version);
    }
}
