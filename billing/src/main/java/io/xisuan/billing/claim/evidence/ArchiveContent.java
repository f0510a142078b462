package io.xisuan.billing.claim.evidence;

import io.xisuan.billing.canonical.MerkleTree;
import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimLine;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that an archive holds: what is asked for, line by line, and what proves it.
 *
 * @param head what the archive is about, one line of text: the first leaf of the root
 * @param lines one text for each line; behind its number, and at its end amount, currency and parts by level
 * @param total what is asked for
 * @param levels the part of each level of government
 * @param atMillis the instant that all entries are dated by
 * @param files the evidence
 */
public record ArchiveContent(
        String name,
        String head,
        List<String> lines,
        Money total,
        SortedMap<String, Money> levels,
        long atMillis,
        List<EvidenceFile> files) {
    public ArchiveContent {
        lines = List.copyOf(lines);
        levels = Collections.unmodifiableSortedMap(new TreeMap<>(levels));
        files = files.stream().sorted(Comparator.comparing(EvidenceFile::path)).toList();
    }

    /** Returns the content of a claim's archive, dated by the instant at which it was frozen. */
    public static ArchiveContent of(Claim claim, List<EvidenceFile> files, long frozenAtMillis) {
        return new ArchiveContent(
                claim.name(),
                claim.head(),
                claim.lines().stream().map(ClaimLine::canonical).toList(),
                claim.total(),
                claim.claimedByLevel(),
                frozenAtMillis,
                files);
    }

    /** Returns the root over head, lines and evidence. */
    public String root() {
        return root(head, lines, files);
    }

    static String root(String head, List<String> lines, List<EvidenceFile> files) {
        List<String> leaves = new ArrayList<>();
        leaves.add(head);
        leaves.addAll(lines);
        files.forEach(file -> leaves.add(file.leaf()));
        return MerkleTree.root(leaves);
    }
}
