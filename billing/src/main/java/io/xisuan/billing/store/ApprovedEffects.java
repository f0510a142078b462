package io.xisuan.billing.store;

import io.xisuan.billing.control.Proposal;
import io.xisuan.model.InputException;
import java.util.Map;
import java.util.TreeMap;

/** Which effect an approval has, by the kind that the proposal's subject names. */
final class ApprovedEffects {
    private static final Map<String, ApprovedEffect> BY_KIND = byKind();

    private ApprovedEffects() {}

    private static Map<String, ApprovedEffect> byKind() {
        Map<String, ApprovedEffect> effects = new TreeMap<>();
        effects.put(WriteOff.KIND, WriteOff::apply);
        effects.put("dispute", (handle, proposal, nowMillis) -> "a credit note of it has to be issued");
        ClaimDeeds.KINDS.forEach(kind -> effects.put(kind, ClaimDeeds::approved));
        effects.put(LostWorkClaim.KIND, (handle, proposal, nowMillis) -> LostWorkRows.approve(handle, proposal));
        effects.put(
                UsageCorrection.KIND,
                (handle, proposal, now) ->
                        "the operator records it in the usage journal; what was invoiced is corrected"
                                + " with invoice notes");
        effects.put("overlay", (handle, proposal, now) -> "may be used in the letter " + proposal.about());
        return effects;
    }

    /**
     * Returns what approving this does.
     *
     * @throws InputException when nothing of that kind can be approved
     */
    static ApprovedEffect of(Proposal proposal) {
        ApprovedEffect effect = BY_KIND.get(proposal.kind());
        if (effect == null) {
            throw InputException.of("%s is about \"%s\", which is none of %s: it can only be rejected"
                    .formatted(proposal.name(), proposal.kind(), BY_KIND.keySet()));
        }
        return effect;
    }
}
