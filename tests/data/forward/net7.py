import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.l0 = nn.Upsample(scale_factor=2, mode='nearest')
        self.l1 = nn.ZeroPad2d((2, 1, 2, 0))
        self.l2 = nn.Conv2d(3, 1, (3, 3), stride=1, padding=2, padding_mode='circular')
        self.l3 = nn.Tanh()
        self.l4 = nn.AvgPool2d(3, 2, padding=0)
        self.l5 = nn.Conv2d(1, 4, (2, 1), stride=2, padding=0)
        self.l6 = nn.BatchNorm2d(4, eps=0.01)
        self.l7 = nn.Conv2d(4, 1, (1, 2), stride=2, padding=1, bias=False, dilation=2)
        self.l8 = nn.AdaptiveAvgPool2d(4)
        self.l9 = nn.AdaptiveMaxPool2d(1)
        self.l10 = nn.Flatten()
        self.l11 = nn.Linear(1, 6)
        self.l12 = nn.BatchNorm1d(6)
        self.l13 = nn.Linear(6, 4)
        self.l14 = nn.LogSoftmax(dim=-1)

    def forward(self, x):
        x0 = self.l0(x)
        x1 = self.l1(x0)
        x2 = self.l2(x1)
        x3 = self.l3(x2)
        x4 = self.l4(x3)
        x5 = self.l5(x4)
        x6 = self.l6(x5)
        x7 = self.l7(x6)
        x8 = self.l8(x7)
        x9 = self.l9(x8)
        x10 = self.l10(x9)
        x11 = self.l11(x10)
        x12 = self.l12(x11)
        x13 = self.l13(x12)
        x14 = self.l14(x13)
        return x14
