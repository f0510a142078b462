package io.xisuan.operator.act;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names of an attempt's objects. They follow from the attempt alone, so that an order given twice names the same ones.
 *
 * <p>A pod is {@code job-attempt-rank}, its Service {@code job-attempt}. A job's name that is too long for that, has dots or
 * does not begin with a letter (Service names must) is cut and gets eight digits of the job's uid, so that two such names
 * stay apart.
 */
final class GangNames {
    /** 63, the length of a DNS label, less the longest {@code -attempt-rank}. */
    private static final int MAX_STEM = 46;

    private static final int UID_DIGITS = 8;
    private static final int MAX_LABEL_VALUE = 63;
    private static final Pattern PLAIN = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

    private GangNames() {}

    static String pod(AttemptKey attempt, int rank) {
        return "%s-%d-%d".formatted(stem(attempt.job()), attempt.attempt(), rank);
    }

    static String service(AttemptKey attempt) {
        return "%s-%d".formatted(stem(attempt.job()), attempt.attempt());
    }

    /** Returns the host name under which the other workers find the first one. */
    static String master(AttemptKey attempt) {
        return host(attempt, 0);
    }

    /** Returns the host name under which the other workers find one of them, by the gang's headless Service. */
    static String host(AttemptKey attempt, int rank) {
        return "%s.%s.%s.svc"
                .formatted(pod(attempt, rank), service(attempt), attempt.job().namespace());
    }

    /** Returns the name of the ConfigMap with the files of a gang. */
    static String files(AttemptKey attempt) {
        return service(attempt);
    }

    /** Returns a name as a label's value, cut where it is too long. */
    static String labelValue(String name) {
        return name.length() <= MAX_LABEL_VALUE ? name : withoutTail(name.substring(0, MAX_LABEL_VALUE));
    }

    private static String stem(JobId job) {
        String name = job.name();
        if (name.length() <= MAX_STEM && PLAIN.matcher(name).matches()) {
            return name;
        }
        String label = "j-" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
        String digits = job.uid().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        int room = MAX_STEM - 1 - UID_DIGITS;
        return withoutTail(label.substring(0, Math.min(room, label.length()))) + "-"
                + digits.substring(0, Math.min(UID_DIGITS, digits.length()));
    }

    private static String withoutTail(String text) {
        return text.replaceAll("[^a-z0-9A-Z]+$", "");
    }
}
