using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tieline.Server.CallLogging;

/// <summary>What an agent said about a call, as stored.</summary>
internal sealed class CallDraftRow
{
    public Guid TenantId { get; set; }

    public string CallSessionId { get; set; } = "";

    public string PersonId { get; set; } = "";

    public string? Subject { get; set; }

    public string Notes { get; set; } = "";

    public string? WhoId { get; set; }

    public string? WhoName { get; set; }

    public string? WhatId { get; set; }

    public string? WhatName { get; set; }

    public string? Disposition { get; set; }

    /// <summary>The agent chose the link (also when it is empty).</summary>
    public bool IsLinked { get; set; }

    public long Version { get; set; }

    /// <summary>Grows with each save of the notes alone.</summary>
    public long NotesVersion { get; set; }

    public long SavedAt { get; set; }

    /// <summary>The agent said that he is done with the log; null while it waits for him.</summary>
    public long? DoneAt { get; set; }
}

internal sealed class CallDraftTable : IEntityTypeConfiguration<CallDraftRow>
{
    public void Configure(EntityTypeBuilder<CallDraftRow> builder)
    {
        builder.ToTable("call_drafts");
        builder.HasKey(row => new { row.TenantId, row.CallSessionId, row.PersonId });
        builder.HasIndex(row => new { row.TenantId, row.PersonId, row.DoneAt });
    }
}

/// <summary>What became of a log: who the caller was found to be, the Task, and what was written last.</summary>
internal sealed class CallLogRow
{
    public Guid TenantId { get; set; }

    public string CallSessionId { get; set; } = "";

    public string PersonId { get; set; } = "";

    /// <summary>Whose log: it is completed also when the agent has signed out of Webex meanwhile.</summary>
    public Guid AgentId { get; set; }

    /// <summary>A <see cref="CallLogMatch"/> as JSON.</summary>
    public string? Found { get; set; }

    public string? TaskId { get; set; }

    /// <summary>The <see cref="CallLogFields"/> written last, as JSON.</summary>
    public string? Written { get; set; }

    public string? Problem { get; set; }

    public string? ProblemDetail { get; set; }

    /// <summary>The <see cref="SentText"/>s whose answer is not known, as JSON.</summary>
    public string? Sent { get; set; }

    public int LooksWanted { get; set; }

    public int LooksDone { get; set; }

    /// <summary>Grows with each store of what became of it.</summary>
    public long Version { get; set; }
}

internal sealed class CallLogTable : IEntityTypeConfiguration<CallLogRow>
{
    public void Configure(EntityTypeBuilder<CallLogRow> builder)
    {
        builder.ToTable("call_logs");
        builder.HasKey(row => new { row.TenantId, row.CallSessionId, row.PersonId });
    }
}
