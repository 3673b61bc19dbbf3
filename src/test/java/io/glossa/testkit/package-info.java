/** Parts that several tests build streams from. */
@NullMarked
package io.glossa.testkit;

import org.jspecify.annotations.NullMarked;
