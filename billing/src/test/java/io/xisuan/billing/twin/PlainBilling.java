package io.xisuan.billing.twin;

import io.xisuan.billing.tariff.LostWorkCause;
import io.xisuan.billing.tariff.LostWorkCredit;
import io.xisuan.billing.usage.Component;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Interval;
import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rating and subsidies as the rules say them, without any thought for speed: usage is cut at every instant at which anything may change,
 * each piece asks everything anew, and all sums are fractions. It shares no code with the engine but values.
 */
final class PlainBilling {
    /** A line and what becomes of its money, in fen. */
    record Line(
            long firstInstant,
            String jobUid,
            int attempt,
            String contract,
            String day,
            Component component,
            String site,
            String version,
            String tier,
            String funding,
            long quantity,
            long gross,
            long subsidy,
            long reimbursable) {
        static final Comparator<Line> ORDER = Comparator.comparingLong(Line::firstInstant)
                .thenComparing(Line::jobUid)
                .thenComparingInt(Line::attempt)
                .thenComparing(Line::contract)
                .thenComparing(Line::day)
                .thenComparing(Line::component)
                .thenComparing(Line::site)
                .thenComparing(Line::version)
                .thenComparing(Line::tier)
                .thenComparing(Line::funding);

        private String key() {
            return String.join(
                    " ", jobUid, "" + attempt, contract, day, component.name(), site, version, tier, funding);
        }

        private Line plus(Line other) {
            return with(Math.min(firstInstant, other.firstInstant), quantity + other.quantity, 0, 0, 0);
        }

        private Line with(long first, long millis, long grossFen, long subsidyFen, long laterFen) {
            return new Line(
                    first,
                    jobUid,
                    attempt,
                    contract,
                    day,
                    component,
                    site,
                    version,
                    tier,
                    funding,
                    millis,
                    grossFen,
                    subsidyFen,
                    laterFen);
        }
    }

    private static final long DAY = 86_400_000L;
    private static final long SHANGHAI = 8 * 3_600_000L;
    private static final long UNITS_PER_FEN = 36_000_000_000L;

    private final History history;
    private final List<UsageInterval> usage;
    private final Map<String, Line> lines = new TreeMap<>();
    private final Map<String, Long> prices = new HashMap<>();

    private PlainBilling(History history) {
        this.history = history;
        Map<String, UsageInterval> distinct = new TreeMap<>();
        history.arrived().forEach(one -> distinct.put(one.id(), one));
        this.usage = List.copyOf(distinct.values());
    }

    static List<Line> lines(History history) {
        PlainBilling billing = new PlainBilling(history);
        billing.usage.stream().filter(UsageInterval::billed).forEach(billing::rate);
        return billing.subsidised();
    }

    private void rate(UsageInterval one) {
        long from = Math.max(one.interval().startMillis(), History.MONTH.startMillis());
        long until = Math.min(one.interval().endMillis(), History.MONTH.endMillis());
        if (from >= until) {
            return;
        }
        TreeSet<Long> edges = new TreeSet<>(List.of(from, until));
        for (long midnight = from - Math.floorMod(from + SHANGHAI, DAY); midnight < until; midnight += DAY) {
            edges.addAll(List.of(midnight, midnight + 8 * 3_600_000L, midnight + 22 * 3_600_000L));
        }
        edges.add(lockEnd(one));
        history.versions().forEach(version -> edges.add(version.effective().startMillis()));
        history.vouchers().forEach(voucher -> addBoth(edges, voucher.validity()));
        history.losses().forEach(loss -> addBoth(edges, loss.lost()));
        Long start = from;
        for (Long end : edges.subSet(from + 1, until + 1)) {
            piece(one, start, end);
            start = end;
        }
    }

    private static void addBoth(Set<Long> edges, Interval interval) {
        edges.add(interval.startMillis());
        edges.add(interval.endMillis());
    }

    private void piece(UsageInterval one, long from, long until) {
        boolean west = one.site().value().equals("qingyang");
        History.Version version = version(one, from);
        long ofDay = Math.floorMod(from + SHANGHAI, DAY);
        boolean night = ofDay >= 22 * 3_600_000L || ofDay < 8 * 3_600_000L;
        long price = west ? version.west() : night ? version.eastByNight() : version.eastByDay();
        String tier = !west && night ? "22:00-08:00" : "all-day";
        add(one, from, until, version, Component.COMPUTE, tier, price);
        if (west && version.storage() > 0) {
            add(one, from, until, version, Component.STORAGE, "all-day", version.storage());
        }
    }

    private void add(
            UsageInterval one,
            long from,
            long until,
            History.Version version,
            Component component,
            String usual,
            long price) {
        String credited = credit(one, version, from);
        Line piece = new Line(
                from,
                one.job().uid(),
                one.attempt(),
                one.contract().value(),
                LocalDate.ofInstant(Instant.ofEpochMilli(from), ZoneOffset.ofHours(8))
                        .toString(),
                component,
                one.site().value(),
                version.id(),
                credited.isEmpty() ? usual : credited,
                component == Component.COMPUTE ? funding(one, from) : "self-pay",
                held(one, until) - held(one, from),
                0,
                0,
                0);
        lines.merge(piece.key(), piece, Line::plus);
        prices.put(piece.key(), credited.isEmpty() ? price : 0);
    }

    private static long held(UsageInterval one, long until) {
        return Rational.of(one.quantity().value(), one.interval().lengthMillis())
                .times(Rational.of(until - one.interval().startMillis(), 1))
                .round(Rounding.FLOOR)
                .longValueExact();
    }

    private long start(UsageInterval one) {
        return usage.stream()
                .filter(other -> other.job().uid().equals(one.job().uid()) && other.attempt() == one.attempt())
                .mapToLong(other -> other.interval().startMillis())
                .min()
                .orElseThrow();
    }

    private long lockEnd(UsageInterval one) {
        return start(one) + DAY * history.lockDays().get(one.contract().value().equals("c-1") ? 0 : 1);
    }

    private History.Version version(UsageInterval one, long instant) {
        long asOf = instant < lockEnd(one) ? start(one) : instant;
        return history.versions().stream()
                .filter(version -> version.effective().startMillis() <= asOf
                        && asOf < version.effective().endMillis())
                .findFirst()
                .orElseThrow();
    }

    private String credit(UsageInterval one, History.Version version, long instant) {
        for (History.Loss loss : history.losses()) {
            LostWorkCredit credit = switch (loss.cause()) {
                case OWNER_RECLAIM -> version.onReclaim();
                case NODE_FAULT -> version.onFault();
                case TENANT -> LostWorkCredit.NONE;
            };
            boolean since = credit == LostWorkCredit.ALL || loss.lost().startMillis() <= instant;
            if (credit != LostWorkCredit.NONE
                    && since
                    && instant < loss.lost().endMillis()
                    && loss.jobUid().equals(one.job().uid())
                    && loss.attempt() == one.attempt()) {
                return loss.cause() == LostWorkCause.NODE_FAULT ? "credited:node-fault" : "credited:owner-reclaim";
            }
        }
        return "";
    }

    private List<History.Voucher> asked(String contract, String site, long instant) {
        return history.vouchers().stream()
                .filter(voucher -> ("c-" + voucher.contract()).equals(contract)
                        && voucher.east() == site.equals("shanghai")
                        && voucher.validity().startMillis() <= instant
                        && instant < voucher.validity().endMillis())
                .sorted(Comparator.comparing((History.Voucher voucher) -> !voucher.deducted())
                        .thenComparingLong(voucher -> voucher.validity().endMillis())
                        .thenComparing(History.Voucher::id))
                .toList();
    }

    private String funding(UsageInterval one, long instant) {
        List<String> ids = asked(one.contract().value(), one.site().value(), instant).stream()
                .map(History.Voucher::id)
                .toList();
        return ids.isEmpty() ? "self-pay" : String.join("+", ids);
    }

    /** Draws on vouchers, caps and holds in the order of the lines. */
    private List<Line> subsidised() {
        Purses purses = new Purses(history);
        List<Line> done = new ArrayList<>();
        for (Line line : lines.values().stream().sorted(Line.ORDER).toList()) {
            long gross = Rational.of(prices.getOrDefault(line.key(), 0L), UNITS_PER_FEN)
                    .times(Rational.of(line.quantity(), 1))
                    .round(Rounding.HALF_UP)
                    .longValueExact();
            List<History.Voucher> asked = line.component() == Component.COMPUTE
                    ? asked(line.contract(), line.site(), line.firstInstant())
                    : List.of();
            done.add(purses.paid(line.with(line.firstInstant(), line.quantity(), gross, 0, 0), asked));
        }
        return done;
    }

    /** What is left of each voucher, cap and hold. */
    private static final class Purses {
        private final Map<String, Long> left = new HashMap<>();
        private final Map<String, Long> held = new HashMap<>();
        private final Map<String, Rational> shares = new HashMap<>();

        Purses(History history) {
            for (History.Voucher voucher : history.vouchers()) {
                left.put(voucher.id(), voucher.fen());
                left.put("cap " + voucher.programme(), voucher.capFen());
            }
            history.holds().forEach(hold -> held.put(hold.voucher() + hold.jobUid() + hold.attempt(), hold.fen()));
        }

        Line paid(Line line, List<History.Voucher> asked) {
            long rest = line.gross();
            long subsidy = 0;
            Map<Integer, Long> open = new HashMap<>();
            for (History.Voucher voucher : asked) {
                if (!open.containsKey(voucher.programme())) {
                    open.put(voucher.programme(), share(line, voucher));
                }
                long amount = Math.min(Math.min(open.getOrDefault(voucher.programme(), 0L), rest), least(voucher));
                String hold = voucher.id() + line.jobUid() + line.attempt();
                if (voucher.deducted()) {
                    amount = Math.min(amount, held.getOrDefault(hold, 0L));
                }
                long taken = amount;
                held.computeIfPresent(hold, (key, before) -> before - Math.min(before, taken));
                left.merge(voucher.id(), -taken, Long::sum);
                left.merge("cap " + voucher.programme(), -taken, Long::sum);
                open.merge(voucher.programme(), -taken, Long::sum);
                rest -= taken;
                subsidy += voucher.deducted() ? taken : 0;
            }
            return line.with(
                    line.firstInstant(), line.quantity(), line.gross(), subsidy, line.gross() - rest - subsidy);
        }

        private long least(History.Voucher voucher) {
            return Math.min(left.getOrDefault(voucher.id(), 0L), left.getOrDefault("cap " + voucher.programme(), 0L));
        }

        /** The running share of a programme on a contract, floored before and after the line. */
        private long share(Line line, History.Voucher voucher) {
            Rational base = Rational.of(line.gross(), 1);
            if (!voucher.withVat()) {
                base = base.times(Rational.of(100, 106));
            }
            String key = voucher.programme() + " " + line.contract();
            Rational before = shares.getOrDefault(key, Rational.ZERO);
            Rational after = before.plus(base.times(Rational.of(voucher.percent(), 100)));
            shares.put(key, after);
            return after.round(Rounding.FLOOR)
                    .subtract(before.round(Rounding.FLOOR))
                    .longValueExact();
        }
    }
}
