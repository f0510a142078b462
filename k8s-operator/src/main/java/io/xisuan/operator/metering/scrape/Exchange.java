package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.evidence.GapCause;
import io.xisuan.operator.metering.evidence.ScrapeOutcome.Result;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/** One question and its answer on one connection. */
final class Exchange {
    private final ScrapeTarget target;
    private final Connection connection;
    private Optional<WireInput> in = Optional.empty();
    private Optional<Result> result = Optional.empty();
    private boolean reusable;

    Exchange(ScrapeTarget target, Connection connection) {
        this.target = target;
        this.connection = connection;
    }

    ScrapeTarget target() {
        return target;
    }

    Connection connection() {
        return connection;
    }

    /** Says whether any byte of an answer came. */
    boolean began() {
        return in.isPresent() && in.get().total() > 0;
    }

    boolean reusable() {
        return reusable;
    }

    Result result() {
        return result.orElseThrow();
    }

    void run(byte[] request, ByteBudget budget, InstantSource clock) throws IOException, FetchFailure {
        connection.output().write(request);
        connection.output().flush();
        WireInput wire = new WireInput(connection.input());
        in = Optional.of(wire);
        AnswerHead head = AnswerHead.read(wire);
        if (head.status() != 200) {
            result = Optional.of(refused(head));
            return;
        }
        BodyBuffer body = new BodyBuffer(budget, target.access().maxBytes());
        boolean taken = false;
        try {
            AnswerBody.read(head, wire, body);
            byte[] text = head.gzip() ? unpacked(body, budget) : body.finish();
            taken = !isBlank(text);
            reusable = head.reusable() && wire.isEmpty();
            result = Optional.of(
                    taken
                            ? new Result.Answer(text, head.format(), clock.millis())
                            : new Result.Gap(GapCause.EMPTY_BODY, "status 200 and %d bytes".formatted(text.length)));
        } finally {
            if (!taken || head.gzip()) {
                body.drop();
            }
        }
    }

    private byte[] unpacked(BodyBuffer packed, ByteBudget budget) throws FetchFailure {
        BodyBuffer text = new BodyBuffer(budget, target.access().maxBytes());
        boolean done = false;
        try {
            if (packed.length() > 0) {
                Gunzip.unpack(packed.array(), packed.length(), text);
            }
            done = !isBlank(text.finish());
            return text.array();
        } finally {
            if (!done) {
                text.drop();
            }
        }
    }

    private static boolean isBlank(byte[] text) {
        for (byte b : text) {
            if (b != '\n' && b != '\r' && b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    private static Result refused(AnswerHead head) {
        String said = head.status() + (head.reason().isEmpty() ? "" : " " + head.reason());
        if (head.status() == 401 || head.status() == 403) {
            return new Result.Gap(GapCause.UNAUTHORISED, said);
        }
        boolean elsewhere = head.status() >= 300 && head.status() < 400;
        return new Result.Gap(
                GapCause.HTTP_STATUS,
                elsewhere ? "%s to %s, which is not followed".formatted(said, head.location()) : said);
    }
}
