// Says before the first paint that scripts run; the components' own style sheet waits for these two words.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
