// Import it first: the theme looks at the environment once.
process.env['NO_COLOR'] = '1';
