package io.xisuan.cli.doctor;

/**
 * One thing that was looked at.
 *
 * @param about which object, file or process
 * @param found what is so
 * @param means why it matters; empty for what is in order
 * @param command what puts it right, to be typed as it stands; empty when nothing has to be done
 */
record Finding(Area area, Severity severity, String about, Words found, Words means, String command, Fix fix) {
    Finding {
        if (severity.isBad() && (command.isBlank() || means.en().isBlank())) {
            throw new IllegalArgumentException("What is wrong needs its meaning and a command: " + about);
        }
    }

    static Finding ok(Area area, String about, String zh, String en) {
        return new Finding(area, Severity.OK, about, new Words(zh, en), Words.NONE, "", Fix.NONE);
    }

    static Finding of(Area area, Severity severity, String about, Words found, Words means, String command) {
        return new Finding(area, severity, about, found, means, command, Fix.NONE);
    }

    /** Returns the same where {@code --fix} may do it. */
    Finding fixedBy(Fix safe) {
        return new Finding(area, severity, about, found, means, command, safe);
    }
}
