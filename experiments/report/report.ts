/** A written report: its page, the answer for a terminal, and for machines where the kind of report has one. */
export interface Report {
  /** Path of `report.html`. */
  readonly html: string;
  readonly text: string;
  readonly data: object;
}

/** How a report is written. */
export interface ReportForm {
  /** Without a live panel. */
  readonly isStatic?: boolean;
}
