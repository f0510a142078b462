package io.xisuan.billing.invoice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The notes that are drafted together: of one invoice those of one family, because each is computed from what is issued and none knows
 * of the others. What usage changes comes first; the rest waits until that is issued.
 *
 * @param waiting the invoices of which more is owed than is drafted here, in order of draft
 */
public record NoteRun(List<InvoiceDraft> drafts, List<String> waiting) {
    public NoteRun {
        drafts = List.copyOf(drafts);
        waiting = List.copyOf(waiting);
    }

    /**
     * Returns the notes of the first family of each invoice.
     *
     * @param owed all drafts that are owed, those on usage first
     */
    public static NoteRun of(List<InvoiceDraft> owed) {
        Map<String, Correction.Family> families = new TreeMap<>();
        List<InvoiceDraft> drafts = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        for (InvoiceDraft draft : owed) {
            Optional<Correction> corrects = draft.corrects();
            if (corrects.isEmpty()) {
                drafts.add(draft);
                continue;
            }
            Correction correction = corrects.get();
            if (families.computeIfAbsent(correction.number(), first -> correction.family()) == correction.family()) {
                drafts.add(draft);
            } else if (!waiting.contains(correction.number())) {
                waiting.add(correction.number());
            }
        }
        return new NoteRun(drafts, waiting);
    }

    /** Returns what is said of the invoices that wait; nothing where none does. */
    public String remark() {
        return waiting.isEmpty()
                ? ""
                : "; more is owed on %s: issue these notes, then draft again".formatted(String.join(", ", waiting));
    }
}
