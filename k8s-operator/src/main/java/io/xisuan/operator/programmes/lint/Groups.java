package io.xisuan.operator.programmes.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Groups of which only the best programme pays: a group with one member chooses nothing. */
final class Groups {
    private Groups() {}

    /**
     * @param others definitions that are not looked into, but that may be of the same group
     */
    static void find(List<Draft> drafts, List<Draft> others) {
        SortedMap<String, SortedSet<String>> members = new TreeMap<>();
        List<Draft> all = new ArrayList<>(others);
        all.addAll(drafts);
        for (Draft draft : all) {
            for (Draft.Version version : draft.versions()) {
                members.computeIfAbsent(group(version), name -> new TreeSet<>()).add(draft.id());
            }
        }
        for (Draft draft : drafts) {
            for (Draft.Version version : draft.versions()) {
                String group = group(version);
                if (!group.isEmpty()
                        && members.getOrDefault(group, new TreeSet<>()).size() == 1) {
                    version.warn(
                            "stacking",
                            "the group \"%s\" has no other programme".formatted(group),
                            "write the same group on the programmes that exclude each other, and lint all files together");
                }
            }
        }
    }

    private static String group(Draft.Version version) {
        return version.value("stacking").path("kind").asText().equals("best-of-group")
                ? version.value("stacking").path("group").asText()
                : "";
    }
}
