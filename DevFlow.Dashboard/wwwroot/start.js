// Starts the page, and brings it back after the app host was started again: the new dashboard does not know this page's circuit,
// so the page is loaded afresh; the cookie still holds.
const dialog = document.getElementById("components-reconnect-modal");

dialog.addEventListener("components-reconnect-state-changed", event => {
    switch (event.detail.state) {
        case "show":
            if (!dialog.open) dialog.showModal();
            break;
        case "hide":
            dialog.close();
            break;
        case "failed":
        case "rejected":
        case "resume-failed":
            location.reload();
            break;
    }
});

await Blazor.start({
    circuit: {
        reconnectionOptions: {
            maxRetries: 100000,
            retryIntervalMilliseconds: attempt => Math.min(250 * (attempt + 1), 2000),
        },
    },
});
