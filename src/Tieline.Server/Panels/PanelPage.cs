using System.Net;
using System.Text.Json;
using Tieline.Server.Lightning;

namespace Tieline.Server.Panels;

/// <summary>
/// The empty page in which a panel's script wakes up. It holds no secret and nothing about the agent, the same for everybody of an org; only what answers a
/// signed request of Canvas has that user's session in it.
/// </summary>
/// <param name="Panel">Names the component to show: <c>softphone</c>, <c>make-a-call</c>, <c>call-log</c>, <c>home</c>, <c>administration</c>.</param>
/// <param name="Org">The org that the address names; it chooses who may frame the page, nothing else.</param>
/// <param name="Hosts">Origins with which the script may speak.</param>
/// <param name="OpenCti">The org's origin from which the Open CTI script is loaded, when that is the host.</param>
/// <param name="Call">The call session of a call-log window.</param>
internal sealed record PanelPage(string Panel, string Org, IReadOnlyList<string> Hosts, string? OpenCti, string? Call)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly Texts English = Texts.For("en_US");
    private static readonly Texts Danish = Texts.For("da");

    /// <summary>Sentences for the time when there is no circuit to say them, by language.</summary>
    private static readonly Dictionary<string, object> Words = new() { ["en"] = WordsOf(English), ["da"] = WordsOf(Danish) };

    /// <summary>Who opens it, when Canvas does.</summary>
    public CanvasOpening? Canvas { get; init; }

    // The console has a main of its own.
    private string Element => Panel == "administration" ? "div" : "main";

    public string ToHtml()
    {
        // The web encoder writes < as an escape, so the text cannot end its own script element.
        var data = JsonSerializer.Serialize(new { Panel, Org, Hosts, OpenCti, Call, Canvas, isLater = LaterPanels.Names.Contains(Panel), texts = Words }, Json);
        return $"""
            <!doctype html>
            <html lang="en" class="tl-page">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <base href="/">
              <title>Tieline</title>
              <link rel="icon" href="data:,">
              <link rel="stylesheet" href="/slds/styles/salesforce-lightning-design-system.min.css">
              <link rel="stylesheet" href="/panels/panel.css">
              <link rel="stylesheet" href="/admin/admin.css">
              <script type="application/json" id="tieline-page">{data}</script>
              <script src="/_framework/blazor.server.js" autostart="false" defer></script>
              <script type="module" src="/panels/panel.js"></script>
            </head>
            <body class="slds-scope tl-panel" data-panel="{WebUtility.HtmlEncode(Panel)}" data-state="connecting">
              <div id="status" class="tl-status" role="status" aria-live="polite"></div>
              <{Element} id="panel" class="tl-main"></{Element}>
              <div id="blazor-error-ui" hidden></div>
            </body>
            </html>
            """;
    }

    /// <summary>What stands there for an org that we do not know; no frame shows it.</summary>
    public static string UnknownOrg() => $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Tieline</title></head>
        <body><p>{WebUtility.HtmlEncode(English["PanelUnknownOrg"])}</p></body></html>
        """;

    private static object WordsOf(Texts texts) => new
    {
        Connecting = texts["Connecting"],
        Reconnecting = texts["Reconnecting"],
        Refused = texts["PanelRefused"],
        Later = texts["PanelLater"],
        LaterWhy = texts["PanelLaterWhy"],
        Launch = texts["LaunchTitle"],
        LaunchWhy = texts["LaunchWhy"],
        LaunchSignIn = texts["LaunchSignIn"],
        SignInWaiting = texts["SignInWaiting"],
        LaunchBlocked = texts["PopupBlocked"],
        LaunchEnded = texts["LaunchEnded"],
        LaunchNoServer = texts["AdminNoAnswer"],
        Again = texts["TryAgain"],
        Cancel = texts["CancelSignIn"],
    };
}
