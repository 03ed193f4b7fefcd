using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Tieline.Server.Diagnostics;

/// <summary>
/// One line per happening on the console: time, level, category, what it concerns (<see cref="OurScopes"/>), message. Line breaks within it are shown as spaces,
/// and an exception's lines are indented: what somebody else said cannot pass for a line of ours.
/// </summary>
internal sealed class LogLines(IOptionsMonitor<ConsoleFormatterOptions> options) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "tieline";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        // A log line tells when it was written by the machine's clock, also where the server runs on another.
        textWriter.Write(TimeProvider.System.GetUtcNow().ToString(options.CurrentValue.TimestampFormat ?? "O", System.Globalization.CultureInfo.InvariantCulture));
        textWriter.WriteLine($" {logEntry.LogLevel} {logEntry.Category}{Concerns(scopeProvider)}: {Told(logEntry.Formatter(logEntry.State, logEntry.Exception), logEntry.Exception)}");
    }

    /// <summary>What a line concerns, as it is written before its message.</summary>
    internal static string Concerns(IExternalScopeProvider? scopes)
    {
        var names = new List<string>();
        scopes?.ForEachScope((scope, all) => all.AddRange(scope is IEnumerable<KeyValuePair<string, object>> values ? values.Select(value => $" {value.Key}={value.Value}") : []), names);
        return string.Concat(names.Distinct());
    }

    internal static string Told(string message, Exception? exception) =>
        Broken(message, " ") + (exception is null ? "" : " " + Broken(exception.ToString(), Environment.NewLine + "    "));

    private static string Broken(string text, string with) => text.ReplaceLineEndings("\n").Replace("\n", with, StringComparison.Ordinal);
}

internal static class LogLinesSetup
{
    public static void AddLogLines(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IExternalScopeProvider, OurScopes>();
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName = LogLines.FormatterName);
        builder.Logging.AddConsoleFormatter<LogLines, ConsoleFormatterOptions>(format => format.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ");
        // The framework's lines per request name paths, and the path of a webhook holds its key. Settings of the operator come later and win.
        string[] quiet = ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "System.Net.Http", "Orleans", "Polly"];
        // Two parts of Orleans warn at each start of what is no fault: the watchdog takes the machine's uptime for the time since its last look, and the silo
        // recommends the server's garbage collector also where there is but one processor, on which there is none. Their errors are told.
        string[] wary = ["Orleans.Runtime.Watchdog", "Orleans.Runtime.Silo"];
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = [.. quiet.Select(category => At(category, LogLevel.Warning)), .. wary.Select(category => At(category, LogLevel.Error))],
        });

        static KeyValuePair<string, string?> At(string category, LogLevel level) => new($"Logging:LogLevel:{category}", level.ToString());
    }
}
