package io.xisuan.cli.doctor;

/** What {@code --fix} may do by itself: it can be repeated, loses nothing and stops nobody. */
enum Fix {
    /** Applies CRDs, policies and roles of this version, with the choices that the installation has made. */
    INSTALL,
    /** Nothing that is safe: a person has to run the command. */
    NONE
}
