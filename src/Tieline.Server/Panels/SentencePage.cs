using System.Net;
using Tieline.Server.Lightning;

namespace Tieline.Server.Panels;

/// <summary>A panel's place with a heading and a sentence, and nothing that runs.</summary>
internal static class SentencePage
{
    public static string Html(string heading, string sentence, Texts say) => $"""
        <!doctype html>
        <html lang="{say.Language}" class="tl-page">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Tieline</title>
          <link rel="icon" href="data:,">
          <link rel="stylesheet" href="/slds/styles/salesforce-lightning-design-system.min.css">
          <link rel="stylesheet" href="/panels/panel.css">
        </head>
        <body class="slds-scope tl-panel" data-state="refused">
          <main class="tl-empty"><div role="alert"><h1 class="slds-text-heading_small">{WebUtility.HtmlEncode(heading)}</h1><p class="slds-text-color_weak">{WebUtility.HtmlEncode(sentence)}</p></div></main>
        </body>
        </html>
        """;
}
