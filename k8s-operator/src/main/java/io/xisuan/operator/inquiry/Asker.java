package io.xisuan.operator.inquiry;

import io.xisuan.model.TenantId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who asks, and what is none of its business.
 *
 * @param namespace where the question was asked: only its jobs are spoken of
 * @param others the namespaces of other tenants
 */
public record Asker(TenantId tenant, String namespace, SortedSet<String> others) {
    private static final Pattern JOB =
            Pattern.compile("(?<![\\w./-])([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)/[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?");

    public Asker {
        others = Collections.unmodifiableSortedSet(new TreeSet<>(others));
    }

    /** Returns a text without the names of other tenants' jobs: that some job stands in the way is said, and not whose. */
    public String heard(String text) {
        return JOB.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        others.contains(found.group(1)) ? "a job of another tenant" : found.group()));
    }
}
