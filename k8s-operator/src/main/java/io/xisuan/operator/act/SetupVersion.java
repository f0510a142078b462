package io.xisuan.operator.act;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What this program needs on a cluster, by version: whoever compares two programs, or a program and a cluster, looks here.
 *
 * @param kinds the custom resources with their versions, as {@code sites.xisuan.io/v1alpha1}
 * @param digest what tells one version's kinds, policies and rights from another's; installed objects are marked with it
 */
public record SetupVersion(List<String> kinds, String digest) {
    private static final String SUFFIX = ".yaml";
    private static final Pattern VERSION = Pattern.compile("(?m)^ +(?:- )?name: (v[0-9]+(?:(?:alpha|beta)[0-9]+)?)$");

    public SetupVersion {
        kinds = List.copyOf(kinds);
    }

    /** Returns those of this program. */
    public static SetupVersion ofProgram() {
        List<String> kinds = SetupManifests.CRDS.stream()
                .flatMap(file -> VERSION.matcher(SetupManifests.crd(file))
                        .results()
                        .map(found -> file.substring(0, file.length() - SUFFIX.length()) + "/" + found.group(1)))
                .toList();
        return new SetupVersion(kinds, SetupManifests.digest());
    }
}
