package io.xisuan.image.inventory;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which licences may be in an image. A permissive one may; every other - copyleft, a choice, one that a component does not
 * declare - only for a component that the list names with the licence and a reason, so that somebody has looked at it.
 */
public final class LicenceRules {
    private static final int LISTED_FIELDS = 4;

    private final SortedSet<String> permissive = new TreeSet<>();
    private final SortedMap<String, Listed> listed = new TreeMap<>();

    /** A component that somebody has looked at: under which licence it is carried, and why that is no obstacle. */
    private record Listed(String licence, String reason) {}

    private LicenceRules() {}

    /** Reads the list: lines {@code permissive SPDX} and {@code listed PURL LICENCE REASON}, separated by tabs. */
    public static LicenceRules read(Path file) throws IOException {
        LicenceRules rules = new LicenceRules();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
                rules.add(file, i + 1, lines.get(i).split("\t", -1));
            }
        }
        return rules;
    }

    private void add(Path file, int line, String[] fields) {
        if (fields.length == 2 && fields[0].equals("permissive")) {
            permissive.add(fields[1]);
        } else if (fields.length == LISTED_FIELDS && fields[0].equals("listed") && !fields[3].isBlank()) {
            listed.put(fields[1], new Listed(fields[2], fields[3]));
        } else {
            throw InputException.at(
                    file.toString(),
                    line,
                    "licence",
                    "write permissive SPDX, or listed PURL LICENCE REASON, with tabs");
        }
    }

    /** Returns why these components may not be carried together; empty if they may. */
    public List<String> refusals(List<Component> components) {
        List<String> refusals = new ArrayList<>();
        SortedSet<String> unused = new TreeSet<>(listed.keySet());
        for (Component each : components) {
            unused.remove(each.subject());
            if (!listed.containsKey(each.subject()) && !permissive(each)) {
                refusals.add("%s: its licence is %s: look at it, and list it with a reason or leave it out"
                        .formatted(each.purl(), each.licences().isEmpty() ? "not declared" : each.licences()));
            }
        }
        unused.forEach(each -> refusals.add(each + ": is listed and no longer carried: remove the line"));
        return refusals;
    }

    /** Returns the licence under which a component is carried: that of the list, else what it declares. */
    public String licence(Component component) {
        Listed entry = listed.get(component.subject());
        return entry == null ? String.join(" AND ", component.licences()) : entry.licence();
    }

    private boolean permissive(Component component) {
        return !component.licences().isEmpty() && permissive.containsAll(component.licences());
    }
}
