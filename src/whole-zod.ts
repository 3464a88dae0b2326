/** All of zod, for kinds of checks from elsewhere. Built on its own: the program itself uses, and loads, less of it. */
export * as z from 'zod';
