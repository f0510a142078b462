/** The commands on money that tenants pay: receive, apply, bank statements and their matches, open items, write-offs. It must not know tables. */
@NullMarked
package io.xisuan.cli.payment;

import org.jspecify.annotations.NullMarked;
