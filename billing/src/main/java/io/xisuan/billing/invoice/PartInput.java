package io.xisuan.billing.invoice;

import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.rating.LostWorkFindings;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.billing.subsidy.GroupChoice;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.ProgrammeId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that issuing one part of a month depends on.
 *
 * @param usage all usage of the journal, from its first record on, whatever its month
 * @param toSeq the last record of the part; it begins after what was invoiced of the month before
 * @param hash the chain hash of record {@code toSeq}
 * @param balances balances and holds as all earlier parts and months left them; only read
 * @param numbers the last numbers given
 * @param progress what is done and over
 * @param credits the approved findings about lost work
 * @param last whether it is the last part of the month: then commitments are settled
 */
public record PartInput(
        BillingPeriod period,
        List<Recorded> usage,
        long toSeq,
        String hash,
        Prices prices,
        EntitlementBook balances,
        NumberBook numbers,
        Progress progress,
        LostWorkFindings credits,
        boolean last,
        Instant issuedAt) {
    /** Returns the input of a part that others follow, in a month in which no work was lost. */
    public PartInput(
            BillingPeriod period,
            List<Recorded> usage,
            long toSeq,
            String hash,
            Prices prices,
            EntitlementBook balances,
            NumberBook numbers,
            Progress progress,
            Instant issuedAt) {
        this(period, usage, toSeq, hash, prices, balances, numbers, progress, LostWorkFindings.NONE, false, issuedAt);
    }

    /**
     * Usage and the journal's record that it is in.
     *
     * @param corrections what later records put in its place, in order; whoever computes up to a record passes none and takes the one
     *     that counted there as the usage
     */
    public record Recorded(long seq, UsageInterval usage, List<Recorded> corrections) {
        /** Returns usage that nobody corrected. */
        public Recorded(long seq, UsageInterval usage) {
            this(seq, usage, List.of());
        }

        public Recorded {
            corrections = List.copyOf(corrections);
        }

        /** Returns the usage as the records up to one say it, in the place of the first. */
        public Recorded asOf(long throughSeq) {
            UsageInterval said = usage;
            for (Recorded correction : corrections) {
                if (correction.seq() <= throughSeq) {
                    said = correction.usage();
                }
            }
            return new Recorded(seq, said);
        }
    }

    /** By what usage becomes money. */
    public record Prices(TariffBook tariffs, Map<ContractId, ContractTerms> contracts, Grants grants) {
        public Prices {
            contracts = Collections.unmodifiableSortedMap(new TreeMap<>(contracts));
        }
    }

    /**
     * What is done and over.
     *
     * @param invoicedThrough the last record that was invoiced, by month; a month that is absent has none
     * @param endedHolds the ids of the holds whose attempts have ended, so that no more usage of them can come
     * @param chosen the best-only choices by which money was posted
     */
    public record Progress(
            SortedMap<BillingPeriod, Long> invoicedThrough,
            SortedSet<String> endedHolds,
            SortedMap<GroupChoice, ProgrammeId> chosen) {
        /** Returns progress in which no best-only choice was made. */
        public Progress(SortedMap<BillingPeriod, Long> invoicedThrough, SortedSet<String> endedHolds) {
            this(invoicedThrough, endedHolds, Collections.emptySortedMap());
        }

        public Progress {
            chosen = Collections.unmodifiableSortedMap(new TreeMap<>(chosen));
            invoicedThrough = Collections.unmodifiableSortedMap(new TreeMap<>(invoicedThrough));
            endedHolds = Collections.unmodifiableSortedSet(new TreeSet<>(endedHolds));
        }
    }

    public PartInput {
        usage = List.copyOf(usage);
        long from = progress.invoicedThrough().getOrDefault(period, 0L);
        if (toSeq < from) {
            throw new IllegalArgumentException(
                    "%s is invoiced through record %d, past the %d asked for".formatted(period, from, toSeq));
        }
    }

    /** Returns the last record that earlier parts of the month cover; zero when there are none. */
    public long fromSeq() {
        return progress.invoicedThrough().getOrDefault(period, 0L);
    }
}
