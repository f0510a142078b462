package io.xisuan.cli.site;

import io.xisuan.billing.store.LeaderSeen;
import io.xisuan.billing.store.RoomBook;
import io.xisuan.billing.store.SiteRequest;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.ShownTime;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import io.xisuan.model.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Model.CommandSpec;

/** Leaves a wish about a site for the leader, and waits for its answer. */
record SiteAsking(CommandSpec spec, OutputOption output, DatabaseOption database, Clock clock) {
    private static final long LEADER_SILENT_MILLIS = 30_000;
    private static final long POLL_NANOS = 200_000_000L;

    /** The answer as JSON shows it. */
    record Answered(
            long request,
            String site,
            String deed,
            String accelerator,
            int devices,
            String by,
            String askedBy,
            String state,
            String answer) {}

    static SiteId site(String name) {
        try {
            return new SiteId(name);
        } catch (IllegalArgumentException e) {
            throw InputException.of("\"%s\" is no name of a site: see site list".formatted(name));
        }
    }

    /** Stores the wish and prints its answer; returns the exit code. */
    int ask(SiteRequest wish, Duration wait) {
        try (Store store = database.openExisting()) {
            Optional<LeaderSeen> leader = store.leaderSeen();
            if (leader.isEmpty() || clock.millis() - leader.get().seenMillis() > LEADER_SILENT_MILLIS) {
                return said(
                        ExitCode.UNREACHABLE,
                        "no operator has written to %s for 30 s: start one, then ask again".formatted(database.url()));
            }
            RoomBook book = new RoomBook(store);
            long id = book.ask(wish);
            long deadline = clock.millis() + wait.toMillis();
            SiteRequest request = book.request(id).orElseThrow();
            while (!request.state().isAnswered() && clock.millis() < deadline) {
                LockSupport.parkNanos(POLL_NANOS);
                request = book.request(id).orElseThrow();
            }
            return answered(request, wait);
        }
    }

    private int answered(SiteRequest request, Duration wait) {
        return switch (request.state()) {
            case PENDING, UNDER_WAY ->
                said(
                        ExitCode.UNREACHABLE,
                        "the operator has not answered within %d s; request %d stays and may still be met: see site show %s"
                                .formatted(wait.toSeconds(), request.id(), request.site()));
            case UNKNOWN -> said(ExitCode.BAD_INPUT, request.answer());
            case REFUSED -> {
                print(request);
                yield ExitCode.ANSWER_IS_NO.code();
            }
            case DONE -> {
                print(request);
                yield ExitCode.DONE.code();
            }
        };
    }

    private void print(SiteRequest request) {
        String by = request.byMillis() == 0 ? "" : ShownTime.second(request.byMillis());
        Answered answered = new Answered(
                request.id(),
                request.site().value(),
                request.deed().name(),
                request.acceleratorModelId(),
                request.devices(),
                by,
                request.requestedBy().name(),
                request.state().name(),
                request.answer());
        Table table = Table.of(
                        Column.name("request", "Request"),
                        Column.name("site", "Site"),
                        Column.name("deed", "Deed"),
                        Column.name("by", "By"),
                        Column.name("askedBy", "Asked by"),
                        Column.name("state", "State"),
                        Column.text("answer", "Answer"))
                .row(
                        Long.toString(answered.request()),
                        answered.site(),
                        answered.deed(),
                        answered.by(),
                        answered.askedBy(),
                        answered.state(),
                        answered.answer())
                .build();
        output.print(answered, table);
    }

    private int said(ExitCode code, String message) {
        spec.commandLine().getErr().println("xisuan: " + message);
        return code.code();
    }
}
