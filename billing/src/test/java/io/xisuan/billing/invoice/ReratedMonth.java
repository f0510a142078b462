package io.xisuan.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.claim.Pins;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.billing.rating.LostWorkFindings;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** A random month that is issued in parts and computed anew when more is known of it: journal, books, documents. */
final class ReratedMonth {
    private static final Instant ISSUED = Instant.parse("2025-04-03T02:00:00Z");
    private static final PartInput.Prices PRICES =
            new PartInput.Prices(RandomMonth.tariffs(), RandomMonth.contracts(), RandomMonth.grants());

    final List<PartInput.Recorded> journal = new ArrayList<>();
    final EntitlementBook book = RandomMonth.balances();
    final List<Invoice> documents = new ArrayList<>();
    final SortedSet<LineKey> pinned = new TreeSet<>();
    private final List<JournalCut> parts = new ArrayList<>();
    private NumberBook numbers = NumberBook.fresh(Map.of(RandomMonth.SUPPLIER, "ZW"));

    /** Holds plenty for each job of the contract with a programme, or a random amount that may bind. */
    ReratedMonth(SplittableRandom random, boolean plenty) {
        if (!plenty) {
            RandomMonth.hold(book, random);
            return;
        }
        Money much = Money.parseYuan("100000000");
        book.accounts().keySet().forEach(account -> book.apply(new Command.Regrant("more " + account, account, much)));
        GrantTerms terms = RandomMonth.grants().of(RandomMonth.ONE).getFirst();
        for (int number = 0; number < 20; number++) {
            HoldOwner owner =
                    new HoldOwner(RandomMonth.SUPPLIER, RandomMonth.job(number).uid(), 1);
            List<LineRequest> line = List.of(new LineRequest(terms.accounts(), Money.parseYuan("1000000")));
            book.apply(new Command.Place("plenty " + number, owner, "", line, Long.MAX_VALUE));
        }
    }

    void record(List<UsageInterval> usage) {
        usage.forEach(one -> journal.add(new PartInput.Recorded(journal.size() + 1L, one)));
    }

    /** Issues what is in the journal as a part; holds are over when it is the last one and they are to end. */
    void issue(boolean endHolds) {
        TreeMap<BillingPeriod, Long> through = new TreeMap<>();
        if (!parts.isEmpty()) {
            through.put(RandomMonth.PERIOD, parts.getLast().toSeq());
        }
        PartClose.Result part = PartClose.close(new PartInput(
                RandomMonth.PERIOD,
                journal,
                journal.size(),
                Sha256.hex("record " + journal.size()),
                PRICES,
                book,
                numbers,
                new PartInput.Progress(
                        through, endHolds ? new TreeSet<>(book.holds().keySet()) : new TreeSet<>(), new TreeMap<>()),
                ISSUED));
        apply(part.postings());
        numbers = part.numbers();
        parts.add(part.cut());
        documents.addAll(part.invoices());
    }

    private void apply(List<Command> commands) {
        commands.forEach(command -> {
            if (!book.apply(command).done()) {
                throw new IllegalStateException("%s: %s".formatted(command, book.apply(command)));
            }
        });
    }

    Rerating.Result rerated() {
        return Rerating.of(new ReratingInput(
                RandomMonth.PERIOD,
                journal,
                parts,
                true,
                new JournalCut(1, journal.size(), Sha256.hex("record " + journal.size())),
                PRICES,
                book,
                this::holds,
                documents,
                LostWorkFindings.NONE,
                Pins.of(pinned, documents),
                new TreeMap<>(),
                ISSUED.toEpochMilli()));
    }

    private List<Hold> holds(HoldOwner attempt) {
        return book.holds().values().stream()
                .filter(hold -> hold.owner().timeless().equals(attempt))
                .sorted(Comparator.comparingLong(hold -> hold.owner().plannedAtMillis()))
                .toList();
    }

    /** Computes anew, issues the notes and moves the money; returns the notes. */
    List<Invoice> note() {
        Rerating.Result result = rerated();
        Issuing.Issued issued = Issuing.issue(Issuing.unchanged(result.drafts()), numbers, ISSUED);
        apply(result.commands());
        numbers = issued.numbers();
        documents.addAll(issued.invoices());
        return issued.invoices();
    }

    /** Returns what stands of all documents of the month. */
    Standing standing() {
        return Standing.of(documents.stream().map(Invoice::content).toList());
    }

    Money sum(Function<Invoice, Money> amount) {
        return documents.stream().map(amount).reduce(Money.ZERO, Money::plus);
    }

    /** Every fen that documents deduct is posted, and nothing else. */
    void assertPosted(String what) {
        Money posted = book.holds().values().stream().map(Hold::posted).reduce(Money.ZERO, Money::plus);
        assertThat(posted).as(what).isEqualTo(sum(Invoice::subsidy));
    }
}
