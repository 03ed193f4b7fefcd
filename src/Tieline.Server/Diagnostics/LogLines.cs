using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Tieline.Server.Diagnostics;

/// <summary>
/// One line per happening on the console: time, level, category, what it concerns, message. Of the scopes only ours are written: ASP.NET's hold the
/// request's path, and the path of a webhook holds its key.
/// </summary>
internal sealed class LogLines(IOptionsMonitor<ConsoleFormatterOptions> options) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "tieline";

    private static readonly string[] Shown = ["TenantId", "CallSessionId", "Delivery"];

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        // A log line tells when it was written by the machine's clock, also where the server runs on another.
        textWriter.Write(TimeProvider.System.GetUtcNow().ToString(options.CurrentValue.TimestampFormat ?? "O", System.Globalization.CultureInfo.InvariantCulture));
        textWriter.Write($" {logEntry.LogLevel} {logEntry.Category}");
        scopeProvider?.ForEachScope(WriteScope, textWriter);
        textWriter.Write($": {logEntry.Formatter(logEntry.State, logEntry.Exception)}");
        textWriter.WriteLine(logEntry.Exception is null ? "" : $" {logEntry.Exception}");
    }

    private static void WriteScope(object? scope, TextWriter writer)
    {
        if (scope is IEnumerable<KeyValuePair<string, object>> values)
        {
            foreach (var (name, value) in values.Where(value => Shown.Contains(value.Key)))
            {
                writer.Write($" {name}={value}");
            }
        }
    }
}

internal static class LogLinesSetup
{
    public static void AddLogLines(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName = LogLines.FormatterName);
        builder.Logging.AddConsoleFormatter<LogLines, ConsoleFormatterOptions>(format => format.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ");
        // The framework's lines per request name paths, and the path of a webhook holds its key. Settings of the operator come later and win.
        string[] quiet = ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "System.Net.Http", "Orleans", "Polly"];
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = quiet.Select(category => new KeyValuePair<string, string?>($"Logging:LogLevel:{category}", nameof(LogLevel.Warning))),
        });
    }
}
