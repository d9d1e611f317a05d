/** Style sheets are for the bundler: a component imports its own for what it does to the page. */
declare module "*.css";
