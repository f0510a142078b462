package io.xisuan.billing.reconcile;

import io.xisuan.billing.claim.Claimable;
import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.AccountKind;
import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.invoice.InvoicePostings;
import io.xisuan.billing.invoice.PartInput.Recorded;
import io.xisuan.billing.invoice.VoucherPayment;
import io.xisuan.billing.ledger.LedgerEntry;
import io.xisuan.billing.ledger.Posting;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.billing.usage.Component;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The chain of books from usage to claims, link by link: each amount that left one book must have arrived in the next.
 *
 * <p>It ends in zeros, or names each difference. Sums that are equal by chance do not hide one.
 */
public final class Reconciliation {
    private static final String RECEIVABLE = "AR/";
    private static final String DISPUTED = "DISPUTED/";

    private Reconciliation() {}

    /**
     * Compares device time that was billed with the lines of documents, by contract and month; of months that something was issued of.
     * Records past what a month's documents cover are left out: they wait for a note or the next part, see {@link #late}.
     *
     * @param usage all usage of the journal
     * @param cuts the last record that each month's parts cover
     * @param documents all issued documents
     */
    public static Check usage(List<Recorded> usage, SortedMap<BillingPeriod, Long> cuts, List<Invoice> documents) {
        SortedMap<String, Long> lines = new TreeMap<>();
        SortedSet<BillingPeriod> months = new TreeSet<>();
        for (Invoice document : documents) {
            months.add(document.period());
            for (InvoiceLine line : document.lines()) {
                if (line.component() == Component.COMPUTE) {
                    lines.merge(
                            document.contract() + "/" + document.period(), line.signedDeviceMillis(), Math::addExact);
                }
            }
        }
        SortedMap<String, Long> journal = new TreeMap<>();
        for (BillingPeriod month : months) {
            journal.putAll(billed(usage, month, covered(month, cuts, documents), false));
        }
        return compared(
                Comparison.USAGE_LINES, journal, lines, "documents are computed from the records that they cover");
    }

    /** Returns the device time by contract and month that was recorded after what the month's documents cover. */
    public static SortedMap<String, Long> late(
            List<Recorded> usage, SortedMap<BillingPeriod, Long> cuts, List<Invoice> documents) {
        SortedMap<String, Long> late = new TreeMap<>();
        for (BillingPeriod month : cuts.keySet()) {
            late.putAll(billed(usage, month, covered(month, cuts, documents), true));
        }
        return late;
    }

    /** The last record that documents of a month cover: of a contract that has notes more than of the others. */
    private record Covered(long all, SortedMap<ContractId, Long> own) {
        boolean holds(Recorded recorded) {
            return recorded.seq() <= through(recorded);
        }

        private long through(Recorded recorded) {
            return own.getOrDefault(recorded.usage().contract(), all);
        }

        /** Returns the usage as the covered records say it, or what later ones say otherwise. */
        Stream<UsageInterval> said(Recorded recorded, boolean late) {
            UsageInterval before = recorded.asOf(through(recorded)).usage();
            UsageInterval now = recorded.asOf(Long.MAX_VALUE).usage();
            if (!late) {
                return holds(recorded) ? Stream.of(before) : Stream.empty();
            }
            return holds(recorded) && before.equals(now) ? Stream.empty() : Stream.of(now);
        }
    }

    private static Covered covered(BillingPeriod month, SortedMap<BillingPeriod, Long> cuts, List<Invoice> documents) {
        long all = cuts.getOrDefault(month, 0L);
        SortedMap<ContractId, Long> own = new TreeMap<>();
        for (Invoice document : documents) {
            if (document.period().equals(month)) {
                own.merge(document.contract(), Math.max(all, document.journal().toSeq()), Math::max);
            }
        }
        return new Covered(all, own);
    }

    private static SortedMap<String, Long> billed(
            List<Recorded> usage, BillingPeriod month, Covered covered, boolean late) {
        SortedSet<String> before = new TreeSet<>();
        usage.stream()
                .filter(covered::holds)
                .forEach(one -> before.add(one.usage().id()));
        List<UsageInterval> chosen = usage.stream()
                .flatMap(one -> covered.said(one, late))
                .filter(one -> !late || !before.contains(one.id()))
                .toList();
        SortedMap<String, Long> billed = new TreeMap<>();
        new UsageSet(chosen)
                .billedTime(month.interval())
                .forEach((contract, time) -> billed.put(contract + "/" + month, time.value()));
        return billed;
    }

    /**
     * Compares what each document does to the books with the entries that stand there for it, account by account.
     *
     * @param entries all entries of the ledger
     */
    public static Check ledger(List<Invoice> documents, List<LedgerEntry> entries) {
        SortedMap<String, Long> expected = new TreeMap<>();
        for (Invoice document : documents) {
            InvoicePostings.of(document).forEach(set -> add(expected, set));
        }
        SortedMap<String, Long> stored = new TreeMap<>();
        for (LedgerEntry entry : entries) {
            if (ofDocuments(entry.postings())) {
                add(stored, entry.postings());
            }
        }
        return compared(
                Comparison.DOCUMENTS_LEDGER,
                expected,
                stored,
                "a document's postings are written with it, never later");
    }

    private static boolean ofDocuments(PostingSet set) {
        return List.of("usage-supplied", "invoice-issued", "note-issued").contains(set.kind());
    }

    private static void add(SortedMap<String, Long> amounts, PostingSet set) {
        for (Posting posting : set.postings()) {
            amounts.merge(
                    set.kind() + " " + set.reference() + " " + posting.account(),
                    posting.amount().fen(),
                    Math::addExact);
        }
    }

    /**
     * Compares what vouchers pay on documents with what is posted to their balances. Settlement notes are left out: they move debt
     * between authority and tenant and restore no balance.
     */
    public static Check balances(List<Invoice> documents, SortedMap<AccountId, Account> accounts) {
        SortedMap<String, Long> paid = new TreeMap<>();
        for (Invoice document : documents) {
            for (VoucherPayment payment : deducted(document)) {
                paid.merge(
                        payment.programme() + "/" + payment.voucher(),
                        payment.amount().fen(),
                        Math::addExact);
            }
        }
        SortedMap<String, Long> posted = new TreeMap<>();
        accounts.forEach((id, account) -> {
            if (id.kind() == AccountKind.VOUCHER) {
                posted.put(id.programme() + "/" + id.owner(), account.posted().fen());
            }
        });
        return compared(
                Comparison.DOCUMENTS_BALANCES, paid, posted, "what a document deducts is posted to its hold with it");
    }

    /** Compares what vouchers pay on each document with what claims can draw from it, claimed already or not. */
    public static Check claims(List<Invoice> documents, List<Claimable> stock) {
        SortedMap<String, Long> paid = new TreeMap<>();
        for (Invoice document : documents) {
            for (VoucherPayment payment : deducted(document)) {
                paid.merge(
                        document.number() + " " + payment.voucher(),
                        payment.amount().fen(),
                        Math::addExact);
            }
        }
        SortedMap<String, Long> claimable = new TreeMap<>();
        for (Claimable one : stock) {
            String subject = one.deduction().document() + " " + one.deduction().voucher();
            claimable.merge(subject, one.deduction().amount().fen(), Math::addExact);
        }
        return compared(
                Comparison.DOCUMENTS_CLAIMS, paid, claimable, "what a document deducts is claimable with its issue");
    }

    /**
     * Compares what is open of issued documents with what tenants owe in the ledger, by tenant, what is in dispute included.
     *
     * @param balances all balances of the ledger
     */
    public static Check openItems(List<OpenItem> items, SortedMap<String, Money> balances) {
        SortedMap<String, Long> open = new TreeMap<>();
        items.forEach(item -> open.merge(item.tenant().value(), item.open().fen(), Math::addExact));
        SortedMap<String, Long> owed = new TreeMap<>();
        for (String prefix : List.of(RECEIVABLE, DISPUTED)) {
            balances.forEach((account, amount) -> {
                if (account.startsWith(prefix)) {
                    owed.merge(account.substring(prefix.length()), amount.fen(), Math::addExact);
                }
            });
        }
        return compared(
                Comparison.OPEN_ITEMS_LEDGER,
                open,
                owed,
                "payments, notes and write-offs are posted with their entries");
    }

    /** Returns what vouchers pay on a document that posts to their balances. */
    private static List<VoucherPayment> deducted(Invoice document) {
        boolean settles = document.corrects()
                .filter(correction -> correction.family() == Correction.Family.SETTLEMENT)
                .isPresent();
        return settles ? List.of() : document.voucherPayments();
    }

    /** Compares debits with credits over all entries, by entry. */
    public static Check zero(List<LedgerEntry> entries) {
        SortedMap<String, Long> debits = new TreeMap<>();
        SortedMap<String, Long> credits = new TreeMap<>();
        for (LedgerEntry entry : entries) {
            for (Posting posting : entry.postings().postings()) {
                SortedMap<String, Long> side = posting.amount().isNegative() ? credits : debits;
                side.merge("entry " + entry.seq(), Math.abs(posting.amount().fen()), Math::addExact);
            }
        }
        return compared(Comparison.LEDGER_ZERO, debits, credits, "an entry does not sum to zero");
    }

    /**
     * Compares two books thing by thing; what one of them lacks is nothing there.
     *
     * @param why what is said of each difference
     */
    public static Check compared(
            Comparison comparison, SortedMap<String, Long> left, SortedMap<String, Long> right, String why) {
        SortedSet<String> subjects = new TreeSet<>(left.keySet());
        subjects.addAll(right.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String subject : subjects) {
            long one = left.getOrDefault(subject, 0L);
            long other = right.getOrDefault(subject, 0L);
            if (one != other) {
                differences.add(new Difference(subject, one, other, why));
            }
        }
        return new Check(comparison, sum(comparison, left), sum(comparison, right), subjects.size(), differences);
    }

    /** Returns amounts as this compares them. */
    public static SortedMap<String, Long> fen(Map<String, Money> amounts) {
        SortedMap<String, Long> fen = new TreeMap<>();
        amounts.forEach((subject, amount) -> fen.put(subject, amount.fen()));
        return fen;
    }

    /** Returns the sum; of entries, which come to nothing, the debits alone. */
    private static long sum(Comparison comparison, SortedMap<String, Long> amounts) {
        boolean debits = comparison == Comparison.DOCUMENTS_LEDGER;
        return amounts.values().stream().filter(amount -> !debits || amount > 0).reduce(0L, Math::addExact);
    }
}
