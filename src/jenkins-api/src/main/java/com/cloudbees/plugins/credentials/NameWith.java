package com.cloudbees.plugins.credentials;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Signatures of {@code com.cloudbees.plugins.credentials.NameWith}, credentials 1496.vf6821f162d4e. */
@Retention(RUNTIME)
@Target(TYPE)
@Inherited
public @interface NameWith {
    Class<? extends CredentialsNameProvider<? extends Credentials>> value();

    int priority() default 0;
}
