package io.xisuan.billing.claim.evidence;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a file of evidence proves; programmes name their proofs in their own words, and these are the kinds behind the words. */
public enum ProofKind {
    /** The contract as signed. */
    CONTRACT,
    /** Our invoices, over the full amount. */
    INVOICE,
    /** The number of the tax platform's invoice for each of ours. */
    E_INVOICE,
    /** That the buyer paid its part. */
    PAYMENT,
    /** When which job used which devices. */
    USAGE,
    /** Which devices these were. */
    DEVICES,
    /** The grant, as the authority's letter states it. */
    GRANT,
    /** What the supplier declares. */
    CONFIRMATION,
    /** What was claimed: the list of the claim's lines and how the formula came to its amount. */
    CLAIM,
    /** Something that only people have, as a proof of outcome. */
    OTHER;

    private static final Map<ProofKind, List<String>> WORDS = words();

    private static Map<ProofKind, List<String>> words() {
        Map<ProofKind, List<String>> words = new TreeMap<>();
        words.put(INVOICE, List.of("invoice", "发票"));
        words.put(CONTRACT, List.of("contract", "合同"));
        words.put(PAYMENT, List.of("payment", "settlement", "paid", "付款", "结算"));
        words.put(USAGE, List.of("usage", "use", "delivered", "log", "使用", "交付", "日志"));
        words.put(DEVICES, List.of("device", "设备"));
        words.put(GRANT, List.of("voucher", "certificate", "grant", "算力券", "凭证"));
        words.put(CONFIRMATION, List.of("confirmation", "确认"));
        return words;
    }

    /**
     * Returns the kind of proof that a programme's words mean. An invoice is looked for first, since a text that asks for one often says
     * what it has to carry, such as the number of the contract.
     */
    public static ProofKind of(String proof) {
        String text = proof.toLowerCase(Locale.ROOT);
        for (ProofKind kind : List.of(INVOICE, CONTRACT, CONFIRMATION, PAYMENT, DEVICES, USAGE, GRANT)) {
            if (WORDS.getOrDefault(kind, List.of()).stream().anyMatch(text::contains)) {
                return kind;
            }
        }
        return OTHER;
    }
}
