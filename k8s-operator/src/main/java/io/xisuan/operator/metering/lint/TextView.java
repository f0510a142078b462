package io.xisuan.operator.metering.lint;

import io.xisuan.operator.metering.evidence.Scrape;
import java.util.List;

/**
 * A text as it was understood.
 *
 * @param scrape what the table of exporters makes of it
 * @param families in the order of the text
 * @param findings by line
 * @param unlisted how many findings there are besides
 */
public record TextView(Scrape scrape, List<FamilyView> families, List<LintFinding> findings, long unlisted) {
    public TextView {
        families = List.copyOf(families);
        findings = List.copyOf(findings);
    }
}
