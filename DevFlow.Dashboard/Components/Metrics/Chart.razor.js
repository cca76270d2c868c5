// The slider follows the pointer without a button held down, as one expects of a chart.
export function followPointer(slider) {
    slider.addEventListener("pointermove", move => {
        const plot = slider.getBoundingClientRect();
        const value = String(Math.round((move.clientX - plot.left) / plot.width * slider.max));
        if (move.pointerType === "touch" || value === slider.dataset.at)
            return;
        slider.dataset.at = value;
        slider.value = value;
        slider.dispatchEvent(new Event("input", { bubbles: true }));
    });
    slider.addEventListener("pointerleave", () => delete slider.dataset.at);
}
