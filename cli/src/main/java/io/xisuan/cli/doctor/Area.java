package io.xisuan.cli.doctor;

import java.util.Locale;

/** What is looked at, in the order in which one thing leans on another. */
enum Area {
    FONTS("字体", "fonts"),
    STORE("账本", "store"),
    JOURNAL("用量日志", "journal"),
    CLUSTER("集群", "cluster"),
    SETUP("安装", "setup"),
    RIGHTS("权限", "rights"),
    POLICIES("准入策略", "policies"),
    CLOCKS("时钟", "clocks"),
    LEADER("主进程", "leader"),
    RESOURCES("资源", "resources"),
    EXPORTERS("导出器", "exporters");

    private final String zh;
    private final String en;

    Area(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    Words words() {
        return new Words(zh, en);
    }

    /** Returns the name by which {@code --only} and JSON call it. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is about a cluster, and cannot be looked at without one. */
    boolean ofCluster() {
        return switch (this) {
            case CLUSTER, SETUP, RIGHTS, POLICIES, CLOCKS, LEADER, RESOURCES, EXPORTERS -> true;
            case FONTS, STORE, JOURNAL -> false;
        };
    }
}
