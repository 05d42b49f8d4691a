window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push([event.effectiveDirective, event.blockedURI, event.sample]);
});
window.addEventListener("error", (event) => window.violations.push(["error", event.message ?? String(event)]));
