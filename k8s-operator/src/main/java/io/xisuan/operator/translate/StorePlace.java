package io.xisuan.operator.translate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a PersistentVolumeClaim of the job's namespace, as {@code pvc://claim/folder/of/it}.
 *
 * @param path within the claim, relative; empty for all of it
 */
record StorePlace(String claim, String path) {
    private static final String SCHEME = "pvc://";
    private static final Pattern FORM = Pattern.compile("([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?)(/.*)?");

    /** Returns the place in a claim, or empty for the address of an object store, which the worker reads itself. */
    static Optional<StorePlace> of(String uri) {
        if (!uri.startsWith(SCHEME)) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(uri.substring(SCHEME.length()));
        if (!form.matches()) {
            throw new IllegalArgumentException("%s names no claim: write it as pvc://claim/folder".formatted(uri));
        }
        String path = form.group(3) == null ? "" : form.group(3).replaceAll("^/+|/+$", "");
        for (String part : path.split("/", -1)) {
            if (part.equals("..") || part.equals(".")) {
                throw new IllegalArgumentException(
                        "%s leaves its claim: write the folder without . and ..".formatted(uri));
            }
        }
        return Optional.of(new StorePlace(form.group(1), path));
    }
}
