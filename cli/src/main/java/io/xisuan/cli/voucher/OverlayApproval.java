package io.xisuan.cli.voucher;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.control.Decided;
import io.xisuan.billing.control.Deed;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.store.ControlBook;
import io.xisuan.billing.store.Store;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.operator.market.Overlay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gaps of a programme that one person fills by a document and another approves, for one letter.
 *
 * @param values the rules by their names
 * @param document the document's name
 * @param sha256 its digest in hex: another document is another proposal
 */
record OverlayApproval(
        String programme, String letter, SortedMap<String, String> values, String document, String sha256) {
    private static final Principal NOBODY_YET = new Principal("nobody yet");

    /**
     * @throws InputException when there is no document
     */
    static OverlayApproval of(String programme, String letter, Map<String, String> set, Optional<Path> document) {
        Path file = document.orElseThrow(
                () -> InputException.of("--set fills a gap of the programme by a document: name it with --document"));
        return new OverlayApproval(
                programme, letter, new TreeMap<>(set), String.valueOf(file.getFileName()), LetterName.sha256(file));
    }

    /** Returns the gaps as they were approved, or empty when nobody has approved these very ones. */
    Optional<List<Overlay>> approved(Store store) {
        return new ControlBook(store)
                .approved(Deed.OVERLAY, subject(), content())
                .map(this::overlays);
    }

    /** Returns the gaps as they would be, to check a letter with before anybody approves them. */
    List<Overlay> proposed(Principal by, long nowMillis) {
        return overlays(by, NOBODY_YET, nowMillis);
    }

    Proposal propose(Store store, Principal by, long nowMillis) {
        return new ControlBook(store).propose(Deed.OVERLAY, subject(), content(), by, nowMillis);
    }

    private List<Overlay> overlays(Decided decided) {
        return overlays(decided.proposal().proposedBy(), decided.decidedBy(), decided.decidedAtMillis());
    }

    private List<Overlay> overlays(Principal by, Principal approvedBy, long atMillis) {
        List<Overlay> overlays = new ArrayList<>();
        values.forEach((field, value) -> overlays.add(new Overlay(
                field, value, document, sha256, by.name(), approvedBy.name(), BillingPeriod.dayOf(atMillis))));
        return List.copyOf(overlays);
    }

    private String subject() {
        return "overlay/" + programme + "/" + letter;
    }

    private String content() {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("programme", programme).put("letter", letter);
        ObjectNode rules = content.putObject("values");
        values.forEach(rules::put);
        return content.put("document", document).put("sha256", sha256).toString();
    }
}
