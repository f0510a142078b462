package io.xisuan.cli.tenant;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Table;
import java.util.List;

/**
 * One thing that a command on a tenant saw to.
 *
 * @param kind what it is, as Kubernetes or the books call it
 * @param name which one
 * @param state what became of it
 * @param detail what differs or is to be known
 */
record Step(String kind, String name, State state, String detail) {
    /** What became of something. */
    enum State {
        NEW("new", "新建"),
        SAME("same", "无变化"),
        CHANGED("changed", "已更改"),
        REMOVED("removed", "已删除"),
        KEPT("kept", "保留"),
        SEEN("seen", "已查"),
        OWED("owed", "未结清");

        private final String en;
        private final String zh;

        State(String en, String zh) {
            this.en = en;
            this.zh = zh;
        }

        String in(Language language) {
            return language.of(zh, en);
        }
    }

    /** Returns what it is in a language; what Kubernetes calls by a name keeps it. */
    private String kind(Language language) {
        return language.of(
                switch (kind) {
                    case "credit" -> "信用额度";
                    case "jobs" -> "作业";
                    case "not invoiced" -> "未开票";
                    case "invoiced" -> "已开票未付";
                    case "prepaid" -> "预付款余额";
                    case "money" -> "款项";
                    case "documents" -> "单据";
                    default -> kind;
                },
                kind);
    }

    static Table table(List<Step> steps, Language language) {
        Table.Builder table = Table.of(
                Column.name("kind", language.of("对象", "what")),
                Column.name("name", language.of("名称", "name")),
                Column.name("state", language.of("结果", "state")),
                Column.text("detail", language.of("说明", "detail")));
        steps.forEach(
                step -> table.row(step.kind(language), step.name(), step.state().in(language), step.detail()));
        return table.build();
    }
}
