package io.xisuan.cli.voucher;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.store.GrantAnswer;
import io.xisuan.billing.store.GrantRecord;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.subsidy.Verdict;
import io.xisuan.cli.csv.RowEffect;
import io.xisuan.cli.quote.QuoteMarket;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.VoucherId;
import io.xisuan.operator.market.GrantSource;
import io.xisuan.operator.market.ResourceProblem;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Letters that are to be written into a store: all are understood before the first one is written. */
final class GrantDrafts {
    private final Store store;
    private final List<Path> manifests;
    private final List<GrantSource> letters;
    private final long nowMillis;
    private final SortedMap<LocalDate, QuoteMarket> markets = new TreeMap<>();

    private GrantDrafts(Store store, List<Path> manifests, List<GrantSource> letters, long nowMillis) {
        this.store = store;
        this.manifests = manifests;
        this.letters = letters;
        this.nowMillis = nowMillis;
    }

    /** A letter and where it was given, for messages. */
    record Draft(String where, GrantSource source) {
        private RowEffect effect(RowEffect.Effect effect) {
            return new RowEffect(
                    "voucher",
                    source.spec().number(),
                    effect,
                    "%s CNY for %s under %s"
                            .formatted(
                                    source.spec().amount(),
                                    source.spec().tenant(),
                                    source.spec().programme()));
        }

        private RowEffect refused(InputException why) {
            return new RowEffect(
                    "voucher", source.spec().number(), RowEffect.Effect.REFUSED, String.valueOf(why.getMessage()));
        }

        /** Returns what people wrote a field of the resource as: the column of that name. */
        private static String column(String field) {
            return field.replace("spec.", "")
                    .replace("contractRef", "contract")
                    .replaceAll("([a-z])([A-Z])", "$1_$2")
                    .toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What became of a letter.
     *
     * @param granted what its balance was opened with: less than the letter says where the programme's rate of the contract's fee is
     *     less; empty before it is written
     */
    record Written(String voucher, String programme, String number, String state, Optional<Money> granted) {
        private Written in(SortedMap<AccountId, Account> balances) {
            AccountId account = AccountId.voucher(new ProgrammeId(programme), new VoucherId(voucher));
            return new Written(
                    voucher,
                    programme,
                    number,
                    state,
                    Optional.ofNullable(balances.get(account)).map(Account::granted));
        }
    }

    /**
     * Writes what is new.
     *
     * @param manifests the sites, tenants and tariffs by which the letters are understood
     * @throws InputException when a letter is not understood, pays nowhere, or was written before with other content; nothing is
     *     written then
     */
    static List<Written> write(Store store, String command, List<Path> manifests, List<Draft> drafts, long nowMillis) {
        SortedMap<VoucherId, GrantRecord> stored = known(store);
        List<Draft> fresh =
                drafts.stream().filter(draft -> isNew(stored, draft)).toList();
        GrantDrafts writing = new GrantDrafts(
                store, manifests, fresh.stream().map(Draft::source).toList(), nowMillis);
        fresh.forEach(writing::check);
        List<Written> written = new ArrayList<>();
        long epoch = fresh.isEmpty() ? 0 : Leading.epoch(store, command);
        for (Draft draft : drafts) {
            written.add(fresh.contains(draft) ? writing.write(draft, epoch) : written(draft, "known"));
        }
        SortedMap<AccountId, Account> balances = store.balances();
        return written.stream().map(letter -> letter.in(balances)).toList();
    }

    /**
     * Checks letters as they would be written, and writes nothing.
     *
     * @throws InputException as {@link #write} throws
     */
    static void check(Store store, List<Path> manifests, List<Draft> drafts, long nowMillis) {
        SortedMap<VoucherId, GrantRecord> stored = known(store);
        List<Draft> fresh =
                drafts.stream().filter(draft -> isNew(stored, draft)).toList();
        GrantDrafts checking = new GrantDrafts(
                store, manifests, fresh.stream().map(Draft::source).toList(), nowMillis);
        fresh.forEach(checking::check);
    }

    /** Returns what writing each letter would do, refused ones too, and writes nothing. */
    static List<RowEffect> effects(Store store, List<Path> manifests, List<Draft> drafts, long nowMillis) {
        SortedMap<VoucherId, GrantRecord> known = known(store);
        SortedMap<String, RowEffect> done = new TreeMap<>();
        List<Draft> fresh = new ArrayList<>();
        for (Draft draft : drafts) {
            try {
                if (isNew(known, draft)) {
                    fresh.add(draft);
                } else {
                    done.put(draft.where(), draft.effect(RowEffect.Effect.SAME));
                }
            } catch (InputException other) {
                done.put(draft.where(), draft.refused(other));
            }
        }
        GrantDrafts checking = new GrantDrafts(
                store, manifests, fresh.stream().map(Draft::source).toList(), nowMillis);
        fresh.forEach(draft -> done.put(draft.where(), checking.effect(draft)));
        return drafts.stream()
                .flatMap(draft -> Optional.ofNullable(done.get(draft.where())).stream())
                .toList();
    }

    private RowEffect effect(Draft draft) {
        try {
            check(draft);
            return draft.effect(RowEffect.Effect.NEW);
        } catch (InputException refusal) {
            return draft.refused(refusal);
        }
    }

    private static SortedMap<VoucherId, GrantRecord> known(Store store) {
        SortedMap<VoucherId, GrantRecord> known = new TreeMap<>();
        store.grants().forEach(grant -> known.put(grant.voucher(), grant));
        return known;
    }

    private static boolean isNew(SortedMap<VoucherId, GrantRecord> all, Draft draft) {
        GrantRecord known = all.get(draft.source().voucher());
        if (known == null) {
            return true;
        }
        if (!known.bodyJson().equals(draft.source().specJson())) {
            throw InputException.of("%s: %s was written before with other content: %s"
                    .formatted(
                            draft.where(),
                            known.voucher(),
                            LetterName.difference(
                                    known.bodyJson(), draft.source().specJson())));
        }
        return false;
    }

    /** Returns all letters and what is stored, understood by the rules of today, or of the letter's first day when it is over or to come. */
    private QuoteMarket market(Draft draft) {
        LocalDate today = BillingPeriod.dayOf(nowMillis);
        LocalDate from = day(draft, "valid_from", draft.source().spec().validFrom());
        LocalDate to = day(draft, "valid_to", draft.source().spec().validTo());
        LocalDate day = today.isBefore(from) || today.isAfter(to) ? from : today;
        return markets.computeIfAbsent(
                day,
                on -> QuoteMarket.read(
                        new QuoteMarket.From(manifests, Optional.of(store)),
                        letters,
                        BillingPeriod.startOfDayMillis(on)));
    }

    private static LocalDate day(Draft draft, String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw InputException.of(
                    "%s: %s \"%s\" is no day: write it as 2025-10-01".formatted(draft.where(), field, text));
        }
    }

    private void check(Draft draft) {
        QuoteMarket market = market(draft);
        Optional<ResourceProblem> problem = market.assembled().problems().stream()
                .filter(found -> found.namespace().equals(draft.source().namespace())
                        && found.name().equals(draft.source().name()))
                .findFirst();
        if (problem.isPresent()) {
            throw InputException.of("%s: %s: %s"
                    .formatted(
                            draft.where(),
                            Draft.column(problem.get().field()),
                            problem.get().problem()));
        }
        List<Verdict> verdicts = market.assembled().market().grants().all().stream()
                .filter(terms -> terms.grant().voucher().equals(draft.source().voucher()))
                .flatMap(terms -> terms.verdicts().values().stream())
                .toList();
        if (verdicts.stream().noneMatch(Verdict.Covered.class::isInstance)) {
            throw InputException.of("%s: the letter pays at no site: %s".formatted(draft.where(), whys(verdicts)));
        }
    }

    /** Returns what is unknown, which finance may settle; else why each place is left out. */
    private static String whys(List<Verdict> verdicts) {
        boolean unknown = verdicts.stream().anyMatch(Verdict.Unknown.class::isInstance);
        return verdicts.stream()
                .filter(verdict -> !unknown || verdict instanceof Verdict.Unknown)
                .map(GrantDrafts::why)
                .distinct()
                .sorted()
                .reduce((first, more) -> first + "; " + more)
                .orElse("no site is known");
    }

    private static String why(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Covered covered -> covered.why();
            case Verdict.NotCovered no -> no.why();
            case Verdict.Unknown unknown -> "unknown " + unknown.missing();
        };
    }

    private Written write(Draft draft, long epoch) {
        GrantSource source = draft.source();
        List<Command.Open> openings = Optional.ofNullable(
                        market(draft).assembled().openings().byVoucher().get(source.voucher()))
                .orElseThrow();
        GrantRecord entry = new GrantRecord(
                "letter/" + source.voucher(),
                source.voucher(),
                new ProgrammeId(source.spec().programme()),
                source.specJson(),
                nowMillis);
        return switch (store.recordGrant(epoch, entry, openings)) {
            case GrantAnswer.Recorded done -> written(draft, "new");
            case GrantAnswer.Known known -> written(draft, "known");
            case GrantAnswer.Refused no -> throw InputException.of("%s: %s".formatted(draft.where(), no.detail()));
        };
    }

    private static Written written(Draft draft, String state) {
        GrantSource source = draft.source();
        return new Written(
                source.voucher().value(),
                source.spec().programme(),
                source.spec().number(),
                state,
                Optional.empty());
    }
}
