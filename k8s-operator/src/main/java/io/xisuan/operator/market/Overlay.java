package io.xisuan.operator.market;

import io.xisuan.billing.control.Principal;
import io.xisuan.model.InputException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A gap of a programme that finance filled for one grant: which rule, with what, by which document, and who answers for it.
 *
 * @param value as a {@code VoucherProgramme} writes the rule's value; {@code none} when the document says that there is no such rule
 * @param document the document's name
 * @param sha256 its digest in hex
 * @param by who set it
 * @param approvedBy who approved it, somebody else
 */
public record Overlay(
        String field, String value, String document, String sha256, String by, String approvedBy, LocalDate on) {
    public Overlay {
        if (by.isBlank() || approvedBy.isBlank() || new Principal(by).equals(new Principal(approvedBy))) {
            throw InputException.of("%s is set by \"%s\" and approved by \"%s\": two people are needed"
                    .formatted(field, by, approvedBy));
        }
    }

    /** Returns what quotes and bills print beside the rule. */
    public String source() {
        return "set by %s, approved by %s on %s: %s, sha256 %s".formatted(by, approvedBy, on, document, sha256);
    }

    /** Returns what is said of all rules that were set: once for each document, date and pair of people. */
    static String remark(List<Overlay> overlays) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (Overlay overlay : overlays) {
            fields.computeIfAbsent(overlay.source(), source -> new ArrayList<>())
                    .add(overlay.field());
        }
        return fields.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + " " + entry.getKey())
                .collect(Collectors.joining("; "));
    }
}
