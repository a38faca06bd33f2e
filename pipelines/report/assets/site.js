// Progressive: the theme, the menu on small screens, and tables that sort and filter.
(function () {
  "use strict";

  var MOST_CHOICES = 14;  // values of a column that a menu offers
  var FEWEST_ROWS = 4;  // that are worth a filter

  function element(tag, attributes, words) {
    var made = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      made.setAttribute(name, attributes[name]);
    });
    if (words !== undefined) { made.textContent = words; }
    return made;
  }

  // --- light and dark

  function isDark() {
    var chosen = document.documentElement.getAttribute("data-theme");
    if (chosen) { return chosen === "dark"; }
    return matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function themes() {
    var button = document.querySelector("[data-theme-toggle]");
    if (!button) { return; }
    function say() { button.textContent = isDark() ? "Light" : "Dark"; }
    button.hidden = false;
    button.setAttribute("title", "Switch between light and dark");
    say();
    button.addEventListener("click", function () {
      var next = isDark() ? "light" : "dark";
      document.documentElement.setAttribute("data-theme", next);
      try { localStorage.setItem("saydo-theme", next); } catch (error) { /* not kept */ }
      say();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", say);
  }

  // --- the menu on small screens

  function menus() {
    var button = document.querySelector("[data-menu]");
    var menu = document.getElementById("menu");
    if (!button || !menu) { return; }
    button.hidden = false;
    function open(is) {
      button.setAttribute("aria-expanded", String(is));
      menu.classList.toggle("is-open", is);
    }
    button.addEventListener("click", function () {
      open(button.getAttribute("aria-expanded") !== "true");
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
        open(false);
        button.focus();
      }
    });
  }

  // --- tables

  function text(cell) { return cell.textContent.replace(/\s+/g, " ").trim(); }

  function sortKey(cell, isNumber) {
    var said = cell.hasAttribute("data-sort") ? cell.getAttribute("data-sort") : text(cell);
    if (!isNumber) {
      var number = cell.hasAttribute("data-sort") ? parseFloat(said) : NaN;
      return isNaN(number) ? said.toLowerCase() : number;
    }
    return parseFloat(said.replace(/[^0-9.eE+-]/g, ""));
  }

  function compare(one, other) {
    var lacks = one === "" || one !== one, otherLacks = other === "" || other !== other;
    if (lacks || otherLacks) { return lacks && otherLacks ? 0 : NaN; }
    if (typeof one === "number" && typeof other === "number") { return one - other; }
    return String(one).localeCompare(String(other), "en", { numeric: true });
  }

  function sort(table, column, direction, isNumber) {
    var body = table.tBodies[0];
    var rows = Array.from(body.rows).map(function (row, place) {
      return { row: row, key: sortKey(row.cells[column], isNumber), place: place };
    });
    rows.sort(function (one, other) {
      var found = compare(one.key, other.key);
      if (found !== found) {  // what is not known comes last, whichever way
        return one.key === "" || one.key !== one.key ? 1 : -1;
      }
      return found * direction || one.place - other.place;
    });
    rows.forEach(function (each) { body.appendChild(each.row); });
  }

  function sortable(table, tell) {
    Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
      var button = element("button", { type: "button", "class": "sort" }, text(head));
      button.appendChild(element("span", { "class": "sort-sign", "aria-hidden": "true" }));
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var up = head.getAttribute("aria-sort") !== "ascending";
        Array.from(table.tHead.rows[0].cells).forEach(function (other) {
          other.removeAttribute("aria-sort");
        });
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        sort(table, column, up ? 1 : -1, head.classList.contains("number"));
        tell("Sorted by " + text(button) + (up ? ", ascending" : ", descending"));
      });
    });
  }

  function choices(table, column) {
    var found = {};
    Array.from(table.tBodies[0].rows).forEach(function (row) {
      found[text(row.cells[column])] = true;
    });
    return Object.keys(found).sort();
  }

  function quoted(words) {
    var safe = /^[=+\-@\t\r]/.test(words) && isNaN(Number(words)) ? "'" + words : words;
    return '"' + safe.replace(/"/g, '""') + '"';
  }

  function download(table, name) {
    var rows = [table.tHead.rows[0]].concat(Array.from(table.tBodies[0].rows));
    var lines = rows.filter(function (row) { return !row.hidden; }).map(function (row) {
      return Array.from(row.cells).map(function (cell) {
        var button = cell.querySelector("button.sort");
        return quoted(text(button || cell));
      }).join(",");
    });
    var blob = new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv" });
    var link = element("a", { href: URL.createObjectURL(blob), download: name });
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  function tools(data) {
    var table = data.querySelector("table");
    var count = data.querySelector(".data-count");
    var all = count.textContent;
    var rows = Array.from(table.tBodies[0].rows);
    var selects = [];
    count.setAttribute("role", "status");
    function tell(words) { count.textContent = words + " · " + all; }
    sortable(table, tell);
    if (rows.length < FEWEST_ROWS) { return; }

    var name = table.caption.textContent;
    var box = element("div", { "class": "data-tools" });
    var label = element("label", {}, "Filter ");
    var input = element("input", { type: "search", autocomplete: "off", "aria-label": "Filter: " + name });
    label.appendChild(input);
    box.appendChild(label);

    function filter() {
      var wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      var shown = 0;
      rows.forEach(function (row) {
        var words = row.textContent.toLowerCase();
        var fits = wanted.every(function (word) { return words.indexOf(word) >= 0; }) &&
          selects.every(function (each) {
            return !each.select.value || "=" + text(row.cells[each.column]) === each.select.value;
          });
        row.hidden = !fits;
        if (fits) { shown += 1; }
      });
      count.textContent = shown === rows.length ? all : shown + " shown of " + all.toLowerCase();
      data.classList.toggle("is-empty", shown === 0);
    }
    input.addEventListener("input", filter);

    Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
      if (!head.classList.contains("choice")) { return; }
      var found = choices(table, column);
      if (found.length < 2 || found.length > MOST_CHOICES) { return; }
      var says = text(head);
      var around = element("label", {}, says + " ");
      var select = element("select", { "aria-label": says + ": " + name });
      select.appendChild(element("option", { value: "" }, "all"));
      found.forEach(function (value) {
        select.appendChild(element("option", { value: "=" + value }, value || "(none)"));
      });
      around.appendChild(select);
      box.appendChild(around);
      selects.push({ select: select, column: column });
      select.addEventListener("change", filter);
    });

    var button = element("button", { type: "button", "class": "data-shown" }, "Shown rows as CSV");
    button.addEventListener("click", function () {
      download(table, data.id + "-shown.csv");
    });
    data.querySelector(".data-top").appendChild(button);
    data.insertBefore(box, data.querySelector(".frame"));
  }

  themes();
  menus();
  document.querySelectorAll("[data-table]").forEach(tools);
})();
